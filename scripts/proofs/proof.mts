import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Report } from '../host/report.mts';
import { messageOf } from '../host/report.mts';

/** Runs the parts of a proof one after the other; a part that does not hold does not keep the next from being tried. */
export class Proof {
	private failed = 0;

	constructor(private readonly report: Report) {}

	/** The work returns what it saw, in a few words, and throws when that is not what must be. */
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

/** More than this of a value helps nobody who reads a log. */
const shownCharacters = 1000;

/** Like assert.deepEqual, with the beginning of both sides in the message, on one line each. */
export function same(what: string, actual: unknown, expected: unknown): void {
	try {
		assert.deepEqual(actual, expected);
	} catch {
		throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
	}
}

/** A page comes together in pieces, which are read again for as long as this, as often as this. */
const settledWithinMs = 10_000;
const readAgainMs = 250;

/** Like `same` for what a page shows: read until it is so twice in succession, for what comes too late may be one thing too much. */
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
