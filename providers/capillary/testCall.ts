/**
 * The call that shows whether a credential is good. The vendor documents none that only checks it; a request without messages sends none. 400 and
 * 500 are what that may be answered, and both come only after the credential was found good. Whether a refusal comes as
 * HTTP status or in the body is not documented, so both are looked at.
 */
export const testCall = {
	provider: 'Capillary',
	request: { method: 'POST', path: '/v1.1/communications/sendMessage?channel=sms', body: { root: { sms: [] } } },
	alsoGood: [400, 500],
	complaint: (wrong: string, noRight: string) => (status: number, body: unknown) => {
		const { code } = ((body as { status?: unknown } | null)?.status ?? {}) as { code?: unknown };
		if (status === 401 || code === 401) return wrong;
		return status === 403 || code === 403 ? noRight : null;
	},
} as const;
