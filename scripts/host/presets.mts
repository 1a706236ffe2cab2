/** The presets of HTTP Messages: what a user types into the credential for each, to reach the sandbox, and what is to be expected of it. */
export interface Preset {
	credential: Readonly<Record<string, string>>;
	/** Messages in a request, at most. */
	perRequest: number;
	/** Whether a message that is refused has a row of its own in the answer, or the request is refused as a whole. */
	refusesByRow: boolean;
	/** Which IDs the vendor tells, and whether ours goes along. */
	ids: { message: boolean; batch: boolean; own: boolean };
	/** The recipient as it travels. */
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
