import type { ChildProcess } from 'node:child_process';

/** Child processes of this run. Each leads its own process group, so that its children end with it. */
const children = new Set<ChildProcess>();
const cleanups = new Set<() => Promise<void> | void>();
let ending: Promise<void> | undefined;

/** Remembers a child (spawned with `detached: true`) so that it never outlives this process. */
export function adopt<T extends ChildProcess>(child: T): T {
	children.add(child);
	child.once('exit', () => children.delete(child));
	child.once('error', () => children.delete(child));
	return child;
}

/** Registers work for the end of the run, however it ends: remove a temporary folder, close a browser. */
export function atEnd(cleanup: () => Promise<void> | void): void {
	cleanups.add(cleanup);
}

/** Ends one child and everything it started: first with SIGTERM, then with SIGKILL. */
export async function stopChild(child: ChildProcess, graceMs = 10_000): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) {
		signalGroup(child, 'SIGKILL');
		return;
	}
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	signalGroup(child, 'SIGTERM');
	const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
	await gone;
	clearTimeout(patience);
	signalGroup(child, 'SIGKILL');
}

/** Kills one child and everything it started at once. */
export async function killChild(child: ChildProcess): Promise<void> {
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const runs = child.exitCode === null && child.signalCode === null;
	signalGroup(child, 'SIGKILL');
	if (runs) await gone;
}

/** Ends every child and does all clean-up; safe to call more than once. */
export function endAll(): Promise<void> {
	ending ??= (async () => {
		await Promise.all([...children].map((child) => stopChild(child)));
		for (const cleanup of [...cleanups].reverse()) {
			try {
				await cleanup();
			} catch (error) {
				console.error('While cleaning up:', error);
			}
		}
	})();
	return ending;
}

/**
 * Runs a script's main function and cleans up after it, whatever ends it: its return, an exception, a signal, or the death of the `npm run` above it
 * (npm passes a signal on only to its shell, which dies and leaves us behind).
 */
export function runMain(main: () => Promise<number>): void {
	const leave = async (code: number, why?: unknown): Promise<void> => {
		// After the end has begun, failures because of missing servers do not matter.
		if (ending === undefined && why !== undefined) console.error(why instanceof Error ? (why.stack ?? why.message) : why);
		await endAll();
		process.exit(code);
	};
	for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
		process.on(signal, () => void leave(code));
	}
	process.on('uncaughtException', (error) => void leave(1, error));
	process.on('unhandledRejection', (error) => void leave(1, error));
	// The last resort if the process ends early. It cannot wait for anything here.
	process.on('exit', () => children.forEach((child) => signalGroup(child, 'SIGKILL')));
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) void leave(143);
	}, 1000).unref();
	main().then(
		(code) => leave(code),
		(error: unknown) => leave(1, error),
	);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}
