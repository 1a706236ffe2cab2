/** The panels of the actions, for a new user: few fields, one word for one thing, and no hidden required field. */
import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import type { OperationEntry } from '../../core/provider.ts';
import { REGISTRY } from '../registry.mts';

const OPERATIONS = REGISTRY.flatMap(({ node: { description }, provider }) => provider.operations.map((entry): [string, INodeTypeDescription, OperationEntry] => [`${description.displayName}, ${entry.label}`, description, entry]));
const SENDS = OPERATIONS.filter(([, , { kind }]) => kind === 'send');

/** One word for one thing in all nodes: the label and the names of its parameter. */
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
	To: ['to', 'toEmail', 'toMessenger'],
	Text: ['text'],
	From: ['from', 'fromEmail'],
	Subject: ['subject'],
	'Send At': ['sendAt'],
	'Expires At': ['expiresAt'],
	Attachments: ['attachments'],
	'Correlation ID': ['correlationId'],
	"Don't Send Twice": ['deduplicationKey'],
	Channel: ['channel'],
	'Content Type': ['contentType'],
	Operation: ['operation'],
	'Additional Fields': ['additionalFields'],
	Options: ['options'],
};

/** Fields that only one provider has keep the vendor's word. */
const VENDORS: Readonly<Record<string, readonly string[]>> = {
	capillary: ['Action', 'BCC', 'CC', 'Channels', 'Code', 'Email Body', 'Email Subject', 'Entity Type', 'Identifier', 'Identifier Value', 'Message ID', 'Template', 'Time Zone', 'Type', 'WhatsApp Template Name', 'Zalo Template Identifier'],
	comapi: [
		...['App Messaging Options', 'Channel Rules', 'Conversation ID', 'Custom Body', 'Email', 'Email Options', 'HTML', 'Message ID', 'Message Parts', 'Messenger ID', 'Messenger Options', 'Metadata', 'MMS Options', 'Other Addresses'],
		...['Other Channel Options', 'Phone Number', 'Profile ID', 'Push Options', 'RCS Options', 'Require Opt-In', 'Send Correlation ID', 'SMS Options', 'Template ID', 'WhatsApp Options'],
	],
	httpMessages: [
		...['Accepted Values', 'Answer', 'Answer Received', 'Body Format', 'HTTP Status', 'Idempotency Header', 'List Key', 'Message', 'Method', 'Number Format', 'Path', 'Recipients Are', 'Refused Values'],
		...['Retry-After Header', 'Rows in Order', 'The Request Had', 'Transient Values'],
	],
	wavy: ['Campaign Alias', 'Correlation IDs', 'Delay in Minutes', 'End', 'Expires in Minutes', 'Extra Info', 'Flash SMS', 'Flow ID', 'Message IDs', 'Parameters', 'Send Correlation ID', 'Start', 'Sub-Account', 'Template ID', 'Template Name', 'Time Window', 'Time Zone'],
	wiraya: ['At', 'Campaign', 'Contact ID', 'Event', 'General Attributes', 'Iteration', 'Personal Attributes', 'Placeholders', 'Project ID'],
};

/** The parameters that n8n draws below the credential and its choice. */
function shown(description: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] {
	return description.properties.filter((property) => property.name !== 'authentication' && property.type !== 'hidden' && NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description));
}

const labels = (properties: readonly INodeProperties[]) => properties.map(({ displayName }) => displayName);
const within = (properties: readonly INodeProperties[]) => properties.flatMap((one) => [one, ...(one.name === 'additionalFields' ? (one.options as INodeProperties[]) : [])]);

describe.each(OPERATIONS)('%s', (_name, description, entry) => {
	const { value: operation } = entry;
	const whole = shown(description, { operation });

	test('shows at most eight fields at first, whatever Message From is', () => {
		expect(labels(whole).length).toBeLessThanOrEqual(8);
		for (const messageFrom of ['item', 'json']) expect(shown(description, { operation, options: { messageFrom } }).length).toBeLessThanOrEqual(8);
		expect([labels(whole)[0], labels(whole).at(-1)]).toEqual(['Operation', entry.kind === 'local' ? 'Additional Fields' : 'Options']);
	});

	test('requires no hidden field', () => {
		const required = within(whole).filter((property) => property.required === true);
		for (const { name, displayOptions = {} } of required) {
			const conditions = [...Object.keys(displayOptions.show ?? {}), ...Object.keys(displayOptions.hide ?? {})];
			expect([name, conditions.filter((condition) => !['operation', '/options.messageFrom'].includes(condition))]).toEqual([name, []]);
		}
		// With all visible fields filled in, and every list set by expression, n8n misses nothing.
		const parameters = Object.fromEntries([...required.map(({ name }) => [name, '={{ $json.x }}']), ...whole.filter(({ type, name }) => type === 'options' && name !== 'operation').map(({ name }) => [name, '={{ $json.x }}'])]) as INodeParameters;
		const node = { id: 'n', name: 'Send', type: description.name, typeVersion: 1, position: [0, 0] as [number, number], parameters: { operation, ...parameters } };
		expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBeNull();
	});

	test("uses the common word for common fields, and the vendor's words for its own fields", () => {
		for (const { displayName, name } of within(whole)) {
			const names = VOCABULARY[displayName];
			if (names) expect([displayName, names.includes(name)]).toEqual([displayName, true]);
			else expect(VENDORS[description.name]).toContain(displayName);
		}
	});

	test('has an example in every text field, with numbers that are reserved for fiction', () => {
		for (const { name, type, placeholder, typeOptions } of within(whole)) {
			if (!['string', 'json'].includes(type) || typeOptions?.loadOptionsMethod !== undefined) continue;
			expect([name, placeholder]).toEqual([name, expect.stringMatching(/^e\.g\. \S/)]);
			for (const [digits] of placeholder!.matchAll(/\b(?:44|46|55)\d{9,}/g)) expect(digits).toMatch(/^(447700900\d{3}|467017406\d\d|5511900000\d{3})$/);
		}
	});
});

describe.each(SENDS)('%s', (_name, description, entry) => {
	test("To comes first, then the words, Don't Send Twice and rarely used fields", () => {
		const first = labels(shown(description, { operation: entry.value })).slice(1);
		const selector = entry.kind === 'send' && entry.selector !== undefined && entry.preset === undefined ? [entry.form[entry.selector]!.label] : [];
		expect(first.slice(0, selector.length)).toEqual(selector);
		expect(first[selector.length]).toMatch(/^(To|Message ID|Profile ID)$/);
		expect(first.slice(-3)).toEqual(["Don't Send Twice", 'Additional Fields', 'Options']);
	});

	test("each field can be found by the name on the vendor's page", () => {
		// If the user describes the API, there are no vendor's words.
		if (entry.kind === 'send' && entry.settings) return;
		const ours = new Set(['deduplicationKey', 'additionalFields', 'options', 'operation', 'messageJson', 'correlationId', 'sendCorrelationId', 'channel']);
		for (const { name, description: help, type } of within(shown(description, { operation: entry.value }))) {
			if (ours.has(name) || type === 'collection') continue;
			expect([name, help]).toEqual([name, expect.stringMatching(new RegExp(`${description.displayName}: \\$?[\\w, ]+\\.$`))]);
			expect([name, help!.length <= 160]).toEqual([name, true]);
		}
	});
});

test('if a message becomes an SMS, an email address does not stay in To, but the words stay', () => {
	const mailing = REGISTRY.filter(({ provider }) => ['sendEmail', 'sendSms'].every((value) => provider.operations.some((entry) => entry.value === value)));
	expect(mailing.length).toBeGreaterThan(1);
	for (const { node: { description } } of mailing) {
		const names = (operation: string) => within(shown(description, { operation })).map(({ name }) => name);
		expect(names('sendEmail')).toEqual(expect.arrayContaining(['toEmail', 'text', 'subject']));
		expect(names('sendEmail')).not.toContain('to');
		expect(names('sendSms')).toEqual(expect.arrayContaining(['to', 'text']));
		expect(names('sendSms')).not.toContain('toEmail');
	}
});
