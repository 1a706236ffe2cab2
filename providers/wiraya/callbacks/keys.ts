/** A value of a callback: our key for it, and Wiraya's placeholders that may fill it, the one for the template first. */
interface Key {
	name: string;
	displayName: string;
	/** Empty if Wiraya documents no placeholder: then only a user's own layout can have the value. */
	placeholders: readonly string[];
	/** What it is, one sentence without its full stop. */
	description: string;
}

/**
 * Every value that a callback may have, except the data fields `{1}` to `{99}`, in alphabetical order. Source: "Communication callbacks via REST",
 * placeholders; `{DONE_…}` and `{RECIPIENT_STATUS}` from its older form "Push notifications via REST".
 */
const ROWS = [
	{ name: 'accountId', displayName: 'Account ID', placeholders: ['CID'], description: 'ID of the customer account the callback serves' },
	{ name: 'callLength', displayName: 'Call Length', placeholders: ['CALL_LENGTH'], description: 'How long an answered call took; Wiraya does not say in which unit' },
	{ name: 'campaignName', displayName: 'Campaign Name', placeholders: ['CAMPAIGN_NAME'], description: 'Name of the campaign, where there is one' },
	{ name: 'correlationId', displayName: 'Correlation ID', placeholders: [], description: 'Your own ID of the message; Wiraya publishes no placeholder for it, so name a key only where yours returns it' },
	{ name: 'doneAt', displayName: 'Done At', placeholders: ['DONE_DATEISO', 'DONE_DATETIME', 'DONE_UNIXTIME'], description: 'When the delivery report came or the call ended' },
	{ name: 'keyChoices', displayName: 'Key Choices', placeholders: ['KEY_CHOICES'], description: 'Keys pressed in a call, separated by commas' },
	{ name: 'messageId', displayName: 'Message ID', placeholders: ['ID'], description: 'Unique ID of the SMS or the call' },
	{ name: 'projectId', displayName: 'Project ID', placeholders: ['PRID'], description: 'ID of the project in Wiraya' },
	{ name: 'recipient', displayName: 'Recipient', placeholders: ['RECIPIENT'], description: 'Number that received it' },
	{ name: 'recipientId', displayName: 'Recipient ID', placeholders: ['RID'], description: 'Unique ID of the recipient, in sends from a contact list' },
	{ name: 'recipientStatus', displayName: 'Recipient Status', placeholders: ['RECIPIENT_STATUS'], description: 'Whether the number exists: EXISTS, DOESNOTEXIST, UNKNOWN or LANDLINENUMBER' },
	{ name: 'sender', displayName: 'Sender', placeholders: ['SENDER'], description: 'Number or name of the sender, or the caller ID' },
	{ name: 'sentAt', displayName: 'Sent At', placeholders: ['SENT_DATEISO', 'SENT_DATETIME', 'SENT_UNIXTIME'], description: 'When it was sent, or received where somebody wrote' },
	{ name: 'smsParts', displayName: 'SMS Parts', placeholders: ['SMS_PARTS'], description: 'Number of parts the SMS took' },
	{ name: 'status', displayName: 'Status', placeholders: ['STATUS'], description: 'What became of an outgoing SMS or call' },
	{ name: 'text', displayName: 'Text', placeholders: ['CONTENT'], description: 'Text of the SMS' },
	{ name: 'type', displayName: 'Type', placeholders: ['TYPE'], description: 'Kind of communication: incoming or outgoing, SMS or call' },
] as const satisfies readonly Key[];

export type KeyName = (typeof ROWS)[number]['name'];

export const KEYS: ReadonlyArray<Key & { name: KeyName }> = ROWS;
