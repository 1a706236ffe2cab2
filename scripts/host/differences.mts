import type { HostVersion } from './install.mts';

/** Differences of older n8n versions that the package cannot change, with the versions that showed them. docs/compatibility.md says the same. */
export const differences = {
	/** If a workflow's time-out ends an execution, n8n keeps no output of the running node. */
	savesNothingAtTimeOut: ['2.20', '2.0', '1.123'],
	/** By default, one connection to SQLite serves all executions, so simultaneous writes to data tables collide. n8n itself advises a pool. */
	sharesOneConnection: ['1.123'],
	/** The Data Table node makes no tables and finds them only by id: a user makes them by hand and chooses them in the node. */
	makesNoTables: ['2.0', '1.123'],
} as const satisfies Record<string, readonly HostVersion[]>;

/** Whether the version is one of those. */
export function has(version: HostVersion, difference: keyof typeof differences): boolean {
	return (differences[difference] as readonly HostVersion[]).includes(version);
}
