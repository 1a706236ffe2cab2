/** The parts of the report of `npm audit --json` that we read. */
export interface AuditReport {
	vulnerabilities?: Record<string, { name: string; severity: string; via: Array<string | { title: string }> }>;
	/** Why there is no report. */
	message?: string;
}

/** The names in dist/THIRD-PARTY-NOTICES.txt. */
export function bundledIn(notices: string): string[] {
	return [...notices.matchAll(/^-{80}\n\n(\S+) \S+ \(/gm)].map(([, name]) => name!);
}

/**
 * One line for each advisory about a bundled library.
 * @throws if there is no report
 */
export function advisoriesOf({ vulnerabilities, message }: AuditReport, bundled: readonly string[]): string[] {
	if (vulnerabilities === undefined) throw new Error(`npm audit told nothing: ${message}`);
	return Object.values(vulnerabilities)
		.filter(({ name }) => bundled.includes(name))
		.map(({ name, severity, via }) => `${name}, ${severity}: ${via.map((one) => (typeof one === 'string' ? one : one.title)).join('; ')}`);
}
