/**
 * Captures everything that a run writes: n8n's log on all its levels, the console, stdout and stderr. Import this before n8n-core: at "silent" n8n's
 * logger still passes all levels to the function that drops them, and this file listens there.
 */
import { createRequire } from 'node:module';
import { LoggerProxy } from 'n8n-workflow';

process.env.N8N_LOG_LEVEL = 'silent';

type Logging = { log(level: string, message: string, metadata: object): void };

export interface Heard {
	/** Messages with their metadata. */
	lines: unknown[];
	/** Stops listening. */
	end: () => void;
}

export function listen(): Heard {
	const lines: unknown[] = [];
	const hear = (...given: unknown[]): true => {
		lines.push(given);
		return true;
	};
	LoggerProxy.init({ error: hear, warn: hear, info: hear, debug: hear } as never);
	const { Logger } = createRequire(require.resolve('n8n-core'))('@n8n/backend-common') as { Logger: { prototype: Logging } };
	const spies = [
		jest.spyOn(Logger.prototype, 'log').mockImplementation(hear),
		...(['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const).map((name) => jest.spyOn(console, name).mockImplementation(hear)),
		jest.spyOn(process.stdout, 'write').mockImplementation(hear),
		jest.spyOn(process.stderr, 'write').mockImplementation(hear),
		jest.spyOn(process, 'emitWarning').mockImplementation(hear as never),
	];
	return { lines, end: () => spies.forEach((spy) => spy.mockRestore()) };
}
