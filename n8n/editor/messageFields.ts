import type { INodeProperties } from 'n8n-workflow';

/** Name of the parameter that says where a message's fields come from, and of the one that holds it as JSON. */
export const MESSAGE_FROM = 'messageFrom';
export const MESSAGE_JSON = 'messageJson';

type Shown = Record<string, Array<string | number | boolean>>;

/**
 * The three ways to give a message, before and around an operation's own fields.
 * @param show when the operation is chosen
 * @param selector the field that says which of the others apply, or null; shown however the message is given
 * @param fields the operation's fields; shown only when the message comes from fields
 * @param example a message as JSON, for the placeholder
 */
export function messageFields(show: Shown, selector: INodeProperties | null, fields: INodeProperties[], example: object): INodeProperties[] {
	const keys = [...(selector ? [selector] : []), ...fields].map(({ name }) => name).join(', ');
	return [
		{
			displayName: 'Message From',
			name: MESSAGE_FROM,
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Fields Below', value: 'fields', description: 'Every field of its own, fixed or by expression' },
				{
					name: 'Input Item',
					value: 'item',
					description: 'The incoming item already has the fields as keys: the fastest way for very many items',
				},
				{ name: 'JSON', value: 'json', description: 'One JSON object an item, with the fields as keys' },
			],
			default: 'fields',
			description: 'Where the fields of a message come from',
			displayOptions: { show },
		},
		...(selector ? [{ ...selector, displayOptions: { show } }] : []),
		...fields.map((field) => ({
			...field,
			displayOptions: { ...field.displayOptions, show: { ...show, [MESSAGE_FROM]: ['fields'], ...field.displayOptions?.show } },
		})),
		{
			displayName: 'Message',
			name: MESSAGE_JSON,
			type: 'json',
			default: '{}',
			required: true,
			placeholder: `e.g. ${JSON.stringify(example)}`,
			description: `The message as one JSON object. Its keys: ${keys}.`,
			displayOptions: { show: { ...show, [MESSAGE_FROM]: ['json'] } },
		},
		{
			displayName: `Every incoming item must have the keys of a message: ${keys}. Of others, only deduplicationKey is read, where that option is not set.`,
			name: 'itemNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ...show, [MESSAGE_FROM]: ['item'] } },
		},
	];
}
