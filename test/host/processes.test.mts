import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { plainJavaScript } from '../plain-javascript.mts';

const folders: string[] = [];
function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'host-processes-'));
	folders.push(folder);
	return folder;
}

const fixture = plainJavaScript(join(__dirname, 'fixtures/run.mts'));
const started: ChildProcess[] = [];

afterAll(() => {
	for (const child of started) child.kill('SIGKILL');
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Run {
	child: ChildProcess;
	ended: Promise<number | null>;
	/** The server and the child of the server. */
	url: string;
	grandchild: number;
	cleanedUp: string;
}

async function start(ending: string, wrap = false): Promise<Run> {
	const folder = newFolder();
	const command = [process.execPath, await fixture, folder, ending];
	// `npm run` puts a shell above the script, and passes signals on only to the shell.
	const child = wrap
		? spawn('sh', ['-c', `${command.map((part) => `'${part}'`).join(' ')}; true`], { stdio: ['ignore', 'pipe', 'ignore'] })
		: spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] });
	started.push(child);
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const line = await new Promise<string>((resolve, reject) => {
		child.stdout?.once('data', (data: Buffer) => resolve(String(data).trim()));
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`it ended with ${code} before it had started`)));
	});
	const url = `http://127.0.0.1:${line}/`;
	const grandchild = ending === 'wait' ? Number(await (await fetch(url)).text()) : 0;
	return { child, ended, url, grandchild, cleanedUp: join(folder, 'cleaned-up') };
}

async function isGone({ url, grandchild }: Run): Promise<boolean> {
	const answers = await fetch(url).then(() => true, () => false);
	return !answers && (grandchild === 0 || !isAlive(grandchild));
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function untilGone(run: Run): Promise<void> {
	for (let tries = 0; tries < 150; tries += 1) {
		if (await isGone(run)) return;
		await sleep(100);
	}
	throw new Error('the server or its child is still alive after 15 s');
}

describe('a run leaves nothing behind', () => {
	const ended = async (signal: NodeJS.Signals, wrap = false): Promise<Run> => {
		const run = await start('wait', wrap);
		run.child.kill(signal);
		return run;
	};
	/** All start and end at once, because each takes two seconds. */
	const runs = { SIGINT: ended('SIGINT'), SIGTERM: ended('SIGTERM'), SIGHUP: ended('SIGHUP'), itself: start('return'), failing: start('throw'), killed: ended('SIGKILL'), npm: ended('SIGTERM', true) };

	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('when it gets %s', async (signal, code) => {
		const run = await runs[signal];
		expect(await run.ended).toBe(code);
		await untilGone(run);
		expect(existsSync(run.cleanedUp)).toBe(true);
	});

	it('when it ends by itself', async () => {
		const run = await runs.itself;
		expect(await run.ended).toBe(3);
		await untilGone(run);
		expect(existsSync(run.cleanedUp)).toBe(true);
	});

	it('when it fails', async () => {
		const run = await runs.failing;
		expect(await run.ended).toBe(1);
		await untilGone(run);
		expect(existsSync(run.cleanedUp)).toBe(true);
	});

	it('when it is killed', async () => {
		const run = await runs.killed;
		await untilGone(run);
		expect(await isGone(run)).toBe(true);
	});

	it('when only the shell of npm above it is ended', async () => {
		const run = await runs.npm;
		await untilGone(run);
		expect(existsSync(run.cleanedUp)).toBe(true);
	});
});
