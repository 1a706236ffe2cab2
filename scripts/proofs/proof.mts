import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Report } from '../host/report.mts';
import { messageOf } from '../host/report.mts';

/** Runs the parts of a proof one after the other. If a part fails, the next ones still run. */
export class Proof {
	private failed = 0;

	constructor(private readonly report: Report) {}

	/** `work` returns a short description of what it saw, and throws if the claim does not hold. */
	async holds(claim: string, work: () => Promise<string> | string): Promise<void> {
		try {
			const seen = await work();
			this.report.line(`✓ ${claim}${seen === '' ? '' : `: ${seen}`}`);
		} catch (error) {
			this.failed += 1;
			this.report.line(`✗ ${claim}: ${messageOf(error)}`);
		}
	}

	/** The exit code. */
	result(): number {
		return this.failed === 0 ? 0 : 1;
	}
}

/** The most characters of a value to print. */
const shownCharacters = 1000;

/** Like assert.deepEqual, with the beginning of both sides in the message, on one line each. */
export function same(what: string, actual: unknown, expected: unknown): void {
	try {
		assert.deepEqual(actual, expected);
	} catch {
		throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
	}
}

/** A page appears in pieces. Read it again for this long and this often. */
const settledWithinMs = 10_000;
const readAgainMs = 250;

/** Like `same` for a page: reads until the value is right twice in succession, because a late element may be one too many. */
export async function settles<T>(what: string, read: () => Promise<T>, expected: T): Promise<void> {
	const endsAt = performance.now() + settledWithinMs;
	let before: T | undefined;
	for (;;) {
		const actual = await read();
		if (isDeepStrictEqual(actual, expected) && isDeepStrictEqual(before, expected)) return;
		if (performance.now() > endsAt) return same(what, actual, expected);
		before = actual;
		await sleep(readAgainMs);
	}
}

function shown(value: unknown): string {
	const json = JSON.stringify(value) ?? 'undefined';
	return json.length <= shownCharacters ? json : `${json.slice(0, shownCharacters)}… (${json.length} characters)`;
}
