/** Something the user set cannot be used: an option, a field of a credential, or how callbacks are set up. */
export class SettingError extends Error {
	/**
	 * @param what the problem: one sentence without its full stop
	 * @param fix what to do about it: one sentence with its full stop
	 */
	constructor(
		readonly what: string,
		readonly fix: string,
	) {
		super(`${what}. ${fix}`);
	}
}
