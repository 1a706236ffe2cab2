/** Checks the words of a failure: the problem, and a sentence about the fix. */
export function checkWords({ what, fix, code }: { what: string; fix: string; code?: string }): void {
	expect(what).toMatch(/^\S.*[^.\s]$/s);
	expect(fix).toMatch(/^[A-Z].*\S\.$/s);
	if (code !== undefined) expect(code).toMatch(/^\S+$/);
}
