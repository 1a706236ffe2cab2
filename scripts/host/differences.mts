import type { HostVersion } from './install.mts';

/** What older n8n do otherwise whatever the package does, by the versions that were seen to; docs/compatibility.md says the same. */
export const differences = {
	/** Where a workflow's time-out ends an execution, no output of the node that ran is kept. */
	savesNothingAtTimeOut: ['2.20', '2.0', '1.123'],
	/** As it comes, one connection to SQLite serves all executions: what two of them write to data tables at once collides. n8n itself advises a pool. */
	sharesOneConnection: ['1.123'],
	/** The Data Table node makes no tables and knows them by id alone: a user makes them by hand and chooses them in the node. */
	makesNoTables: ['2.0', '1.123'],
} as const satisfies Record<string, readonly HostVersion[]>;

/** Whether the version is one of those. */
export function has(version: HostVersion, difference: keyof typeof differences): boolean {
	return (differences[difference] as readonly HostVersion[]).includes(version);
}
