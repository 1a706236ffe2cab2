/** What every failure says, whichever it is: what is wrong, and a sentence on what to do about it. */
export function checkWords({ what, fix, code }: { what: string; fix: string; code?: string }): void {
	expect(what).toMatch(/^\S.*[^.\s]$/s);
	expect(fix).toMatch(/^[A-Z].*\S\.$/s);
	if (code !== undefined) expect(code).toMatch(/^\S+$/);
}
