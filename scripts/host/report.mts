/** Long steps print their progress every few seconds, so that they do not look hung. */
const heartbeatMs = 15_000;

export interface Step {
	/** Sets the function that describes the progress; each heartbeat calls it. */
	detail(tell: () => string): void;
}

/** Prints what is being done, how long it has taken, and whether it worked. */
export class Report {
	private readonly startedAt = performance.now();

	line(text: string): void {
		process.stdout.write(`[${this.elapsed()}] ${text}\n`);
	}

	async step<T>(title: string, work: (step: Step) => Promise<T>): Promise<T> {
		const startedAt = performance.now();
		let tell = () => title;
		this.line(`${title} …`);
		const heartbeat = setInterval(() => this.line(`  … ${tell()}`), heartbeatMs);
		try {
			const result = await work({ detail: (words) => (tell = words) });
			this.line(`✓ ${title} (${seconds(performance.now() - startedAt)} s)`);
			return result;
		} catch (error) {
			this.line(`✗ ${title} (${seconds(performance.now() - startedAt)} s)`);
			throw error;
		} finally {
			clearInterval(heartbeat);
		}
	}

	private elapsed(): string {
		const total = Math.floor((performance.now() - this.startedAt) / 1000);
		return `${String(Math.floor(total / 60)).padStart(2)}:${String(total % 60).padStart(2, '0')}`;
	}
}

function seconds(ms: number): string {
	return (ms / 1000).toFixed(1);
}

/** An error's message with its cause, because fetch's own message is only "fetch failed". */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
