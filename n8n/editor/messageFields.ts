import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Envelope } from '../../core/send/operation';

/** Name of the parameter that says where a message's fields come from, and of the one that holds it as JSON. */
export const MESSAGE_FROM = 'messageFrom';
export const MESSAGE_JSON = 'messageJson';

/** The choice by which the item says itself which channel it takes. */
export const VARIES_BY_ITEM = 'variesByItem';

const NO_ENVELOPE: Envelope = { sender: [], copies: [] };

type Shown = Record<string, Array<string | number | boolean>>;

/**
 * The three ways to give a message, before and around an operation's own fields.
 * @param show when the operation is chosen
 * @param selector the field that says which of the others apply, or null; shown however the message is given
 * @param fields the operation's fields; shown only when the message comes from fields
 * @param example a message as JSON, for the placeholder
 * @param envelope fields that the node has beside an input item, too
 */
export function messageFields(show: Shown, selector: INodeProperties | null, fields: INodeProperties[], example: object, { sender, copies }: Envelope = NO_ENVELOPE): INodeProperties[] {
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
		...(selector ? [shownFor(selector, show, 'fields'), shownFor(mayVary(selector), show, 'item', 'json')] : []),
		...fields.map((field) => shownFor(field, show, 'fields')),
		...[...sender, ...copies].flatMap((name) => fields.filter((field) => field.name === name).map((field) => beside(field, copies.includes(name), selector, show))),
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
			displayName: `Every incoming item must have the keys of a message: ${keys}. Upper and lower case do not matter, and to, text, from, subject, sendAt, expiresAt and correlationId mean the same in every node. Of others, only deduplicationKey is read, where that option is not set.`,
			name: 'itemNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ...show, [MESSAGE_FROM]: ['item'] } },
		},
	];
}

function shownFor(field: INodeProperties, show: Shown, ...ways: string[]): INodeProperties {
	return { ...field, displayOptions: { ...field.displayOptions, show: { ...show, [MESSAGE_FROM]: ways, ...field.displayOptions?.show } } };
}

/** A message that brings its own channel may choose it only where the author of the workflow says so. */
function mayVary(selector: INodeProperties): INodeProperties {
	const varies: INodePropertyOptions = { name: 'Varies by Item', value: VARIES_BY_ITEM, description: 'The message says it itself: leave this to nobody you do not trust' };
	return { ...selector, options: [...((selector.options ?? []) as INodePropertyOptions[]), varies].sort((a, b) => a.name.localeCompare(b.name, 'en')) };
}

/** A field of the envelope that the node has though the message comes as an item. */
function beside(field: INodeProperties, isCopy: boolean, selector: INodeProperties | null, show: Shown): INodeProperties {
	const conditions = Object.entries(field.displayOptions?.show ?? {}).map(([name, values]) => [name, name === selector?.name ? [...(values ?? []), VARIES_BY_ITEM] : values]);
	const description = isCopy ? `${field.description ?? ''} What the item has is not taken.` : `${field.description ?? ''} The item's own where this is empty.`;
	return { ...field, required: false, description: description.replace(/([^.])( What| The item)/, '$1.$2'), displayOptions: { show: { ...show, [MESSAGE_FROM]: ['item'], ...Object.fromEntries(conditions) } } };
}
