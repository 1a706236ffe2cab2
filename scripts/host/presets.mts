/** The presets of HTTP Messages: the values that a user types into each credential to reach the sandbox, and the expected results. */
export interface Preset {
	credential: Readonly<Record<string, string>>;
	/** The most messages in a request. */
	perRequest: number;
	/** Whether a refused message has its own row in the answer; otherwise the whole request is refused. */
	refusesByRow: boolean;
	/** Which IDs the vendor returns, and whether the request carries ours. */
	ids: { message: boolean; batch: boolean; own: boolean };
	/** The recipient on the wire. */
	recipient(customer: Readonly<Record<string, string>>): string;
}

const plus: Preset['recipient'] = ({ phone }) => `+${phone!}`;
const digits: Preset['recipient'] = ({ phone }) => phone!;
const basic = (username: string, password: string) => ({ authentication: 'basic', username, password });
const bearer = (token: string) => ({ authentication: 'bearer', token });
const header = (headerName: string, headerValue: string) => ({ authentication: 'header', headerName, headerValue });

const oneByOne = { perRequest: 1, refusesByRow: true };

/** By the names of examples/presets and sandbox/presets. */
export const PRESETS: Readonly<Record<string, Preset>> = {
	infobip: { credential: header('Authorization', 'App sandbox-key'), perRequest: 1000, refusesByRow: true, ids: { message: false, batch: true, own: true }, recipient: digits },
	meta: { credential: bearer('sandbox-token'), ...oneByOne, ids: { message: true, batch: false, own: true }, recipient: digits },
	plivo: { credential: basic('SANDBOXAUTHID0000000', 'sandbox-token'), ...oneByOne, ids: { message: true, batch: false, own: false }, recipient: digits },
	sendgrid: { credential: bearer('sandbox-key'), perRequest: 1000, refusesByRow: false, ids: { message: false, batch: false, own: true }, recipient: ({ email }) => email! },
	sinch: { credential: bearer('sandbox-token'), perRequest: 1000, refusesByRow: false, ids: { message: false, batch: true, own: false }, recipient: digits },
	telnyx: { credential: bearer('sandbox-key'), ...oneByOne, ids: { message: true, batch: false, own: false }, recipient: plus },
	twilio: { credential: basic('AC00000000000000000000000000005a1d', 'sandbox-token'), ...oneByOne, ids: { message: true, batch: false, own: false }, recipient: plus },
	vonage: { credential: basic('sandboxkey', 'sandbox-secret'), ...oneByOne, ids: { message: true, batch: false, own: true }, recipient: digits },
	zalo: { credential: header('access_token', 'sandbox-token'), ...oneByOne, ids: { message: true, batch: false, own: true }, recipient: digits },
};
