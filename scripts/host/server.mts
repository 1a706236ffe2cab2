import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { tail } from './command.mts';
import { adopt, stopChild } from './processes.mts';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

export interface ServerOptions {
	name: string;
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	/** Answers 2xx once the server can be used. */
	readyUrl: string;
	readyWithinMs: number;
}

/** Starts a server under the guard, waits until it answers, and returns the way to stop it. */
export async function startServer(options: ServerOptions): Promise<() => Promise<void>> {
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
	while (!(await answers(options.readyUrl))) {
		const dead = hasEnded(child);
		if (dead || Date.now() > deadline) {
			await stopChild(child);
			const what = dead ? 'ended instead of starting' : `did not answer within ${options.readyWithinMs / 1000} s`;
			throw new Error(`${options.name} ${what}. The end of ${options.logFile}:\n${await tail(options.logFile)}`);
		}
		await sleep(250);
	}
	return () => stopChild(child);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}
