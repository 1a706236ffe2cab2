import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { tail } from './command.mts';
import { adopt, killChild, stopChild } from './processes.mts';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

export interface ServerOptions {
	name: string;
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	/** An address that answers 2xx once the server is ready; or, without HTTP, a port that takes connections. */
	ready: string | { host: string; port: number };
	readyWithinMs: number;
	/** Whether a 2xx with this text means ready; always, if absent. */
	isReady?(text: string): boolean;
}

export interface RunningServer {
	/** First SIGTERM, then SIGKILL. */
	stop: () => Promise<void>;
	/** Kills the server like a power failure, without a signal that it could handle. */
	kill: () => Promise<void>;
}

/** Starts a server under the guard and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	await mkdir(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, 'w');
	const child = adopt(
		spawn(process.execPath, [guard, options.command, ...options.args], {
			cwd: options.cwd,
			env: options.env,
			stdio: ['pipe', log, log],
			detached: true,
		}),
	);
	closeSync(log);
	const deadline = Date.now() + options.readyWithinMs;
	const isReady = async () => (typeof options.ready === 'string' ? await answers(options.ready, options.isReady) : await listens(options.ready));
	while (!(await isReady())) {
		const dead = hasEnded(child);
		if (dead || Date.now() > deadline) {
			await stopChild(child);
			const what = dead ? 'ended instead of starting' : `did not answer within ${options.readyWithinMs / 1000} s`;
			throw new Error(`${options.name} ${what}. The end of ${options.logFile}:\n${await tail(options.logFile)}`);
		}
		await sleep(250);
	}
	return { stop: () => stopChild(child), kill: () => killChild(child) };
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** Whether somebody accepts connections there. */
export async function listens({ host, port }: { host: string; port: number }): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ host, port, timeout: 2000 });
		const done = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => done(true));
		socket.once('error', () => done(false));
		socket.once('timeout', () => done(false));
	});
}

async function answers(url: string, isReady: (text: string) => boolean = () => true): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		return isReady(await response.text()) && response.ok;
	} catch {
		return false;
	}
}
