/** n8n's word on the button of a node without actions. */
export const ADD = 'Add to workflow';

/** What a marketer must see in each node: how it is found, and for each choice the fields in their order and n8n's marks. */
export interface Tour {
	/** Name of the node, as searched. */
	node: string;
	/** All that is found by that name, where it is not alone. */
	found?: string[];
	/** The action chosen in the nodes panel, after which the new node is named; `ADD` of a node that has none. */
	action: string;
	steps: Step[];
}

export interface Step {
	/** Parameter and option to choose first, as they are labelled; absent for what a new node shows. */
	choose?: [parameter: string, option: string];
	fields: string[];
	/** Fields that n8n marks as missing. */
	marked: string[];
	/** What a trigger's steps show to copy, once Show Secret is on. */
	toCopy?: { provider: string; count: number; shows(url: string, secret: string): string[] };
	/** What the photograph is called, where the docs show it. */
	picture?: string;
}

const top = (...more: string[]) => ['Credential', 'Resource', 'Operation', 'Message From', ...more];
/** Where a node has several credentials, n8n names the one it shows. */
const named = (credential: string, [, ...others]: string[]) => [`Credential for ${credential}`, ...others];

const lookUp = (choose: Step['choose'], fields: string[], marked: string[]): Step => ({
	choose,
	fields: ['Credential', 'Resource', 'Operation', ...fields, 'Simplify', 'Options'],
	marked,
});

const wiraya = (option: string, fields: string[], marked: string[]): Step => ({
	choose: ['contentType', option],
	fields: named('Wiraya API', [...top('Content Type', 'Recipient'), ...fields, 'Client Message ID', 'Simplify', 'Options']),
	marked: ['Recipient', ...marked],
});
const project = ['Project ID', 'Placeholders', 'Next Attempt'];

const wavyEnd = ['Time Window', 'Time Zone', 'Extra Info', 'Campaign Alias', 'Sub-Account', 'Correlation ID', 'Send Correlation ID', 'Simplify', 'Options'];
const wavy = (choose: Step['choose'], text: string[], start: string[], expiry: string[], marked: string[]): Step => ({
	choose,
	fields: [...top('Destination', 'Text From'), ...text, 'Flash SMS', 'Start', ...start, 'Expiry', ...expiry, ...wavyEnd],
	marked: ['Destination', ...marked],
});

const comapiAfter = ['Other Channel Options', 'Expires On', 'Require Opt-In', 'Metadata', 'Send Correlation ID', 'Conversation ID', 'Correlation ID', 'Simplify', 'Options'];
const comapi = (choose: Step['choose'], to: string[], fields: string[]): Step => ({
	choose,
	fields: [...top('Channel Rules'), ...to, 'Profile ID', 'Other Addresses', 'Body', ...fields, ...comapiAfter],
	marked: [],
});

const comapiRule = (rule: string, to: string[], options: string[], title = ['Title']): Step =>
	comapi(['rules', rule], to, [...title, 'Template ID', 'Message Parts', 'Custom Body', ...options]);

// n8n moves the choice between two credentials into the form of a credential.
const capillary = (option: string, fields: string[], marked: string[]): Step => ({
	choose: ['channel', option],
	fields: [...top('Channel'), ...fields, 'Scheduled Time', 'Correlation ID', 'Simplify', 'Options'],
	marked,
});
const chat = ['Receiver', 'Message Text'];
const capillaryOtp = [
	...top('Entity Type', 'Entity Value', 'Action', 'Template', 'Email Subject', 'Email Body', 'WhatsApp Template Name', 'Zalo Template Identifier', 'Channels'),
	'Correlation ID',
	'Simplify',
	'Options',
];

const comapiTrigger = ['Credential for Callbacks', 'Registration', 'Show Secret', 'Trigger On', 'Only Statuses', 'Only Channels', 'Simplify'];
const wirayaTrigger = ['Credential for Callbacks', 'Authentication', 'Template', 'Show Secret', 'Trigger On', 'Only Statuses', 'Simplify', 'Options'];

export const tours: Tour[] = [
	{
		node: 'Capillary',
		action: 'Send message',
		steps: [
			capillary('SMS', ['To', 'Body', 'Sender'], ['To', 'Body']),
			capillary('Email', ['To', 'From', 'CC', 'BCC', 'Subject', 'Body', 'Attachments'], ['To', 'From', 'Subject', 'Body']),
			capillary('WhatsApp', chat, chat),
			capillary('Zalo', chat, chat),
			{ choose: ['operation', 'Resend'], fields: [...top('Message ID'), 'Correlation ID', 'Simplify', 'Options'], marked: ['Message ID'] },
			{ choose: ['resource', 'OTP'], fields: capillaryOtp, marked: ['Entity Value'] },
			{
				choose: ['operation', 'Validate'],
				fields: ['Credential', 'Resource', 'Operation', 'Entity Type', 'Entity Value', 'Action', 'Code', 'Simplify', 'Options'],
				marked: ['Entity Value', 'Code'],
			},
			lookUp(['resource', 'Customer'], ['Identifier', 'Identifier Value', 'Type', 'Time Zone'], ['Identifier Value']),
		],
	},
	{
		node: 'Comapi',
		action: 'Send batch of messages',
		steps: [
			comapi(['operation', 'Send'], ['Phone Number'], ['Template ID', 'Message Parts', 'Custom Body', 'SMS Options']),
			comapi(['operation', 'Send Batch'], ['Phone Number'], ['Template ID', 'Message Parts', 'Custom Body', 'SMS Options']),
			comapiRule('Email', ['Email'], ['Email Options']),
			comapiRule('Facebook Messenger', ['Messenger ID'], ['Messenger Options']),
			comapiRule('MMS', ['Phone Number'], ['MMS Options']),
			comapiRule('RCS', ['Phone Number'], ['RCS Options']),
			comapiRule('WhatsApp', ['Phone Number'], ['WhatsApp Options'], []),
			comapiRule('App Messaging', [], ['App Messaging Options']),
			comapiRule('Native Push', [], ['Push Options']),
			comapiRule('Twitter', ['Phone Number', 'Email'], []),
			lookUp(['operation', 'Get Status'], ['Message ID'], ['Message ID']),
		],
	},
	{
		node: 'Wiraya',
		action: 'Enqueue communication',
		steps: [
			wiraya('Voice Project', project, ['Project ID']),
			wiraya('SMS Project', project, ['Project ID']),
			wiraya('WhatsApp Project', project, ['Project ID']),
			wiraya('SMS From Alphanumeric Sender', ['Sender', 'Text'], ['Sender', 'Text']),
			lookUp(['resource', 'Contact'], ['Contact ID', 'Personal Attributes', 'General Attributes'], ['Contact ID']),
			lookUp(['operation', 'Add to Campaign'], ['Contact ID', 'Campaign', 'Iteration'], ['Contact ID', 'Campaign']),
			lookUp(['resource', 'Event'], ['Contact ID', 'Event', 'At'], ['Contact ID']),
		],
	},
	{
		node: 'Wavy',
		found: ['Wavy', 'Wavy Inbound Trigger'],
		action: 'Send SMS in bulk',
		steps: [
			wavy(['textFrom', 'Message Text'], ['Message Text'], [], [], ['Message Text']),
			wavy(['textFrom', 'Flow'], ['Flow ID', 'Parameters'], [], [], ['Flow ID']),
			wavy(['textFrom', 'Template ID'], ['Template ID'], [], [], ['Template ID']),
			wavy(['textFrom', 'Template Name'], ['Template Name'], [], [], ['Template Name']),
			wavy(['start', 'At a Time'], ['Template Name'], ['Scheduled Date'], [], ['Template Name', 'Scheduled Date']),
			wavy(['expiry', 'After Some Minutes'], ['Template Name'], ['Scheduled Date'], ['Expires in Minutes'], ['Template Name', 'Scheduled Date']),
			wavy(['operation', 'Send'], ['Template Name'], ['Scheduled Date'], ['Expires in Minutes'], ['Template Name', 'Scheduled Date']),
			lookUp(['operation', 'Search Inbound'], ['Start', 'End', 'Sub-Account'], []),
			lookUp(['operation', 'Search Statuses'], ['Message IDs', 'Correlation IDs'], []),
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
