/** n8n's label of the button for a node without actions. */
export const ADD = 'Add to workflow';

/** What a user must see in each node: how search finds it, and for each choice the fields in order and n8n's marks. */
export interface Tour {
	/** Name of the node, as searched. */
	node: string;
	/** All search results for that name, if there are several. */
	found?: string[];
	/** The action in the nodes panel, which also names the new node; `ADD` for a node without actions. */
	action: string;
	steps: Step[];
}

export interface Step {
	/** Labels of the parameter and option to choose first; absent for a new node as it is. */
	choose?: [parameter: string, option: string];
	fields: string[];
	/** Fields that n8n marks as missing. */
	marked: string[];
	/** The values to copy in a trigger's steps, once Show Secret is on. */
	toCopy?: { provider: string; count: number; shows(url: string, secret: string): string[] };
	/** Whether it sends: then there are at most eight fields, and To and Text are visible without scrolling. */
	isSend?: boolean;
	/** The picture's name, if the docs show it. */
	picture?: string;
}

/** If a node has several credentials, n8n names the one it shows. */
const named = (credential: string, steps: Step[]) => steps.map((step) => ({ ...step, fields: [`Credential for ${credential}`, ...step.fields.slice(1)] }));

/** One send: the fields between the operation and the fields that all sends have. */
const send = (operation: string, fields: string[], marked: string[], picture?: string): Step => ({
	choose: ['operation', operation],
	fields: ['Credential', 'Operation', ...fields, "Don't Send Twice", 'Additional Fields', 'Options'],
	marked,
	isSend: true,
	...(picture !== undefined && { picture }),
});

const lookUp = (operation: string, fields: string[], marked: string[]): Step => ({ choose: ['operation', operation], fields: ['Credential', 'Operation', ...fields, 'Options'], marked });

const comapiTrigger = ['Credential for Callbacks', 'Registration', 'Show Secret', 'Trigger On', 'Only Statuses', 'Only Channels', 'Simplify'];
const httpTrigger = ['Trigger On', 'Only Statuses', 'Receipt', 'Simplify', 'Options'];
const wirayaTrigger = ['Credential for Callbacks', 'Authentication', 'Template', 'Show Secret', 'Trigger On', 'Only Statuses', 'Simplify', 'Options'];

/** Searches of people who never heard of our providers, and the node that must be the first or second result. */
export const searches: ReadonlyArray<readonly [words: string, ...nodes: string[]]> = [
	['send sms', 'Capillary', 'Comapi', 'Wavy', 'Wiraya'],
	['bulk sms', 'Capillary', 'Comapi', 'Wavy', 'Wiraya'],
	['send whatsapp', 'Capillary', 'Comapi', 'Wiraya'],
	['whatsapp template', 'Capillary', 'Comapi', 'Wiraya'],
	['text message', 'Capillary', 'Comapi', 'Wavy', 'Wiraya'],
	['marketing', 'Capillary', 'Comapi', 'Wavy', 'Wiraya'],
	['campaign', 'Capillary', 'Comapi', 'Wavy', 'Wiraya'],
	['newsletter', 'Capillary', 'Comapi'],
	['any provider', 'HTTP Messages'],
	['custom api', 'HTTP Messages'],
	['zalo', 'Capillary'],
	['otp', 'Capillary'],
	['sinch', 'Wavy'],
	['dotdigital', 'Comapi'],
];

export const tours: Tour[] = [
	{
		node: 'Capillary',
		action: 'Send SMS',
		steps: [
			send('Send WhatsApp Message', ['To', 'Text'], ['To', 'Text']),
			send('Send Zalo Message', ['To', 'Text'], ['To', 'Text']),
			send('Send Email', ['To', 'Subject', 'Text', 'From'], ['To', 'Subject', 'Text', 'From'], 'capillary-send-email'),
			send('Send SMS', ['To', 'Text', 'From'], ['To', 'Text']),
			send('Send (Varies by Item)', ['Channel', 'To', 'Text', 'From'], ['To', 'Text'], 'capillary-varies-by-item'),
			send('Send OTP', ['Entity Type', 'To', 'Action', 'Template'], ['To']),
			lookUp('Validate OTP', ['Entity Type', 'To', 'Action', 'Code'], ['To', 'Code']),
			send('Resend Message', ['Message ID'], ['Message ID']),
			lookUp('Get Interactions', ['Identifier', 'Identifier Value', 'Type', 'Time Zone'], ['Identifier Value']),
		],
	},
	{
		node: 'Comapi',
		// "custom api" has the letters of its name, in this order.
		found: ['Comapi', 'HTTP Messages'],
		action: 'Send SMS',
		steps: [
			send('Send WhatsApp Message', ['To', 'Text'], ['To']),
			send('Send Email', ['To', 'Subject', 'Text', 'HTML'], ['To']),
			send('Send RCS Message', ['To', 'Text'], ['To']),
			send('Send MMS', ['To', 'Text', 'From'], ['To']),
			send('Send Messenger Message', ['To', 'Text'], ['To']),
			send('Send Push Notification', ['Profile ID', 'Subject', 'Text'], ['Profile ID']),
			send('Send App Message', ['Profile ID', 'Text'], ['Profile ID']),
			send('Send SMS', ['To', 'Text', 'From'], ['To'], 'comapi-send-sms'),
			send('Send by Channel Rules', ['Channel Rules', 'To', 'Text', 'From'], []),
			send('Send by Channel Rules, One by One', ['Channel Rules', 'To', 'Text', 'From'], []),
			lookUp('Get Status', ['Message ID'], ['Message ID']),
		],
	},
	{
		node: 'HTTP Messages',
		action: 'Send messages one by one',
		steps: [
			send('Send, Many per Request', ['To', 'Text', 'Path', 'Message'], ['To', 'Path']),
			{ choose: ['operation', 'Try an Answer'], fields: ['Operation', 'Answer Received', 'HTTP Status', 'The Request Had', 'Additional Fields'], marked: [] },
			send('Send, One per Request', ['To', 'Text', 'Path', 'Message'], ['To', 'Path'], 'http-messages'),
		],
	},
	{
		node: 'HTTP Messages',
		action: 'On message delivered or failed',
		steps: [
			{ choose: ['authentication', 'Header'], fields: ['Credential for Callbacks', 'Authentication', 'Show Secret', ...httpTrigger], marked: [], toCopy: { provider: 'http', count: 4, shows: (url, secret) => [url, 'X-Callback-Secret', secret] } },
			{ choose: ['authentication', 'Signature'], fields: ['Credential for Callbacks', 'Authentication', 'Signature', 'Header', ...httpTrigger], marked: [], picture: 'http-messages-trigger' },
		],
	},
	{
		node: 'Wiraya',
		action: 'Send SMS',
		steps: [
			...named('Wiraya API', [
				send('Send SMS of a Project', ['To', 'Project ID', 'Placeholders'], ['To', 'Project ID']),
				send('Send WhatsApp Message', ['To', 'Project ID', 'Placeholders'], ['To', 'Project ID']),
				send('Make Voice Call', ['To', 'Project ID', 'Placeholders'], ['To', 'Project ID']),
				send('Send SMS', ['To', 'Text', 'From'], ['To', 'Text', 'From'], 'wiraya-send-sms'),
				send('Enqueue (Varies by Item)', ['Content Type', 'To', 'Text', 'From'], ['To']),
			]),
			lookUp('Create or Update Contact', ['Contact ID', 'Personal Attributes', 'General Attributes'], ['Contact ID']),
			lookUp('Add Contact to Campaign', ['Contact ID', 'Campaign', 'Iteration'], ['Contact ID', 'Campaign']),
			lookUp('Send Event', ['Contact ID', 'Event', 'At'], ['Contact ID']),
		],
	},
	{
		node: 'Wavy',
		found: ['Wavy', 'Wavy Inbound Trigger'],
		action: 'Send SMS in bulk',
		steps: [
			send('Send SMS', ['To', 'Text'], ['To']),
			send('Send SMS in Bulk', ['To', 'Text'], ['To'], 'wavy-send-bulk'),
			lookUp('Search Incoming SMS', ['Start', 'End', 'Sub-Account'], []),
			lookUp('Search Statuses', ['Message IDs', 'Correlation IDs'], []),
		],
	},
	{
		node: 'Capillary',
		action: 'On message not delivered',
		steps: [
			{ fields: ['Credential', 'Registration', 'Authentication', 'Trigger On', 'Only Statuses', 'Simplify', 'Options'], marked: [], picture: 'capillary-trigger' },
			{ choose: ['registration', 'By Hand'], fields: ['Credential for Callbacks', 'Registration', 'Show Secret', 'Trigger On', 'Only Statuses', 'Simplify'], marked: [] },
		],
	},
	{
		node: 'Capillary',
		action: 'On other event',
		steps: [{ fields: ['Credential', 'Registration', 'Authentication', 'Trigger On', 'Event Names or IDs', 'Other Events', 'Simplify', 'Options'], marked: [] }],
	},
	{
		node: 'Comapi',
		found: ['Comapi', 'HTTP Messages'],
		action: 'On message delivered or failed',
		steps: [
			{ fields: comapiTrigger, marked: [], toCopy: { provider: 'comapi', count: 3, shows: (url, secret) => [url, secret] }, picture: 'comapi-trigger' },
			{ choose: ['registration', 'By This Node'], fields: ['Credential for Callbacks', 'Credential for Comapi API', ...comapiTrigger.slice(1).filter((name) => name !== 'Show Secret')], marked: [] },
		],
	},
	{
		node: 'Wavy',
		found: ['Wavy', 'Wavy Inbound Trigger'],
		action: 'On reply',
		steps: [{ fields: ['Credential for Callbacks', 'Show Secret', 'Trigger On', 'Simplify'], marked: [], toCopy: { provider: 'wavy', count: 2, shows: (url, secret) => [`${url}?token=${secret}`] }, picture: 'wavy-trigger' }],
	},
	{
		node: 'Wavy Inbound Trigger',
		action: ADD,
		steps: [{ fields: ['Credential', 'Poll Times', 'Mode', 'Sub-Account', 'Simplify', 'Options'], marked: [], picture: 'wavy-inbound-trigger' }],
	},
	{
		node: 'Wiraya',
		action: 'On message delivered or failed',
		steps: [
			{ fields: wirayaTrigger, marked: [], toCopy: { provider: 'wiraya', count: 4, shows: (url, secret) => [url, 'n8n', secret] }, picture: 'wiraya-trigger' },
			{ choose: ['template', 'GET'], fields: wirayaTrigger, marked: [] },
		],
	},
];
