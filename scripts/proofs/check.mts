import assert from 'node:assert/strict';

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

function shown(value: unknown): string {
	const json = JSON.stringify(value) ?? 'undefined';
	return json.length <= shownCharacters ? json : `${json.slice(0, shownCharacters)}… (${json.length} characters)`;
}
