import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

import { adopt } from './processes.mts';

export interface CommandOptions {
	cwd: string;
	/** Everything the command prints goes here; the last lines are quoted when it fails. */
	logFile: string;
	env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end. Its output goes to a log file, so that the reader sees progress instead of noise. */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
	await mkdir(dirname(options.logFile), { recursive: true });
	const log = createWriteStream(options.logFile);
	const child = adopt(
		spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		}),
	);
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const outcome = await new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code, signal) => resolve(code === 0 ? '' : `exit ${signal ?? code}`));
	});
	log.end();
	await finished(log);
	if (outcome !== '') {
		throw new Error(`${command} ${args[0] ?? ''}: ${outcome}. The end of ${options.logFile}:\n${await tail(options.logFile)}`);
	}
}

/** The last lines of a log file. */
export async function tail(file: string, lines = 25): Promise<string> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * The environment for an npm in another folder. `npm run` passes its own settings on as variables, and ours (no install scripts, this checkout as
 * prefix) are wrong there.
 */
export function npmEnvironment(binFolder?: string): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (/^npm_(package|lifecycle)_|^npm_config_(local_prefix|ignore_scripts|loglevel)$|^NODE_OPTIONS$/i.test(name)) continue;
		env[name] = value;
	}
	if (binFolder !== undefined) env.PATH = `${binFolder}:${env.PATH ?? ''}`;
	return env;
}
