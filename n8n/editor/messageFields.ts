import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { panelOf, VARIES_BY_ITEM, type PanelField } from '../../core/input/form';
import type { SendPanel } from '../../core/provider';
import { choice, text } from './fields';
import { additionalFields, compareLabels, parameter } from './formFields';

/** Name of the option that says where a message's fields come from, and of the parameter that holds it as JSON. */
export const MESSAGE_FROM = 'messageFrom';
export const MESSAGE_JSON = 'messageJson';

/** Name of the parameter of Don't Send Twice, and of its key in a message. */
export const DEDUPLICATION_KEY = 'deduplicationKey';

/** The option as a condition of other fields. */
const CHOSEN = `/options.${MESSAGE_FROM}`;

type Shown = Record<string, Array<string | number | boolean>>;

/** The option that says where a message comes from. */
export const messageFromField = choice(
	'Message From',
	MESSAGE_FROM,
	'fields',
	'Where the fields of a message come from',
	[
		{ name: 'Fields', value: 'fields', description: 'Every field of its own, fixed or by expression' },
		{ name: 'Input Item', value: 'item', description: 'The incoming item already has the fields as columns: the fastest way for very many items' },
		{ name: 'JSON', value: 'json', description: 'One JSON object an item, with the fields as keys' },
	],
	{ noDataExpression: true },
);

/**
 * The fields of a send, up to its options, for all three choices of *Message From*.
 * @param show the condition under which the operation is chosen
 */
export function messageFields(show: Shown, { form, settings = {}, selector, preset, envelope, example }: SendPanel): INodeProperties[] {
	const panel = panelOf(form, selector, preset);
	const [always, rarely] = [panelOf(settings).filter(({ field }) => !field.more), panelOf(settings).filter(({ field }) => field.more)];
	const chosen = panel.filter(({ key }) => key === selector);
	const others = panel.filter(({ key }) => key !== selector);
	const [first, more] = [others.filter(({ field }) => !field.more), others.filter(({ field }) => field.more)];
	const { sender = [], copies = [] } = envelope ?? {};
	const beside = (fields: readonly PanelField[]) => fields.filter(({ key }) => [...sender, ...copies].includes(key)).map((one) => besideItem(one, copies.includes(one.key)));
	const inFields = (field: INodeProperties) => shownFor(field, { show, hide: { [CHOSEN]: ['item', 'json'] } });
	const notInFields = (field: INodeProperties) => shownFor(field, { show: { ...show, [CHOSEN]: ['item', 'json'] } });
	const withItem = (field: INodeProperties) => shownFor(field, { show: { ...show, [CHOSEN]: ['item'] } });
	return [
		...chosen.map(({ name, field }) => shownFor(mayVary(parameter(name, field)), { show })),
		...first.map(({ name, field }) => inFields(parameter(name, field))),
		{ ...shownFor(itemNotice(panel, selector), { show: { ...show, [CHOSEN]: ['item'] } }) },
		...beside(first).map(({ name, field }) => withItem(parameter(name, field))),
		// When n8n loads a workflow, it checks each parameter on its own and forgets one whose condition is an option. This hidden parameter keeps the value.
		{ ...jsonField(example, panel), type: 'hidden', required: false, displayOptions: { show } },
		{ ...jsonField(example, panel), displayOptions: { show: { ...show, [CHOSEN]: ['json'] } } },
		...always.map(({ name, field }) => shownFor(parameter(name, field), { show })),
		text("Don't Send Twice", DEDUPLICATION_KEY, "The name of a campaign or the number of an order. Whoever already got a message under it gets no other.", { placeholder: 'e.g. {{ $json.orderId }}-shipped', displayOptions: { show } }),
		...additionalFields([...more, ...rarely]).map(inFields),
		...additionalFields([...beside(more), ...rarely]).map(rarely.length > 0 ? notInFields : withItem),
	];
}

function jsonField(example: object, panel: readonly PanelField[]): INodeProperties {
	return {
		displayName: 'Message',
		name: MESSAGE_JSON,
		type: 'json',
		default: '{}',
		required: true,
		placeholder: `e.g. ${JSON.stringify(example)}`,
		description: `The message as one JSON object. Its keys: ${panel.map(({ key }) => key).join(', ')}.`,
	};
}

function shownFor(field: INodeProperties, { show, hide }: { show: Shown; hide?: Shown }): INodeProperties {
	return { ...field, displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show }, ...(hide && { hide }) } };
}

/** A message may choose its channel only if the author of the workflow allows it. */
function mayVary(selector: INodeProperties): INodeProperties {
	const varies: INodePropertyOptions = { name: 'Varies by Item', value: VARIES_BY_ITEM, description: 'Every item says it itself: leave this to nobody you do not trust' };
	return { ...selector, options: [...((selector.options ?? []) as INodePropertyOptions[]), varies].sort((a, b) => compareLabels(a.name, b.name)) };
}

/** A field of the envelope that the node shows even if the message comes as an item. */
function besideItem({ field, ...one }: PanelField, isCopy: boolean): PanelField {
	const help = `${(field.help ?? '').replace(/\.$/, '')}. ${isCopy ? 'What the item has is not taken.' : "The item's own where this is empty."}`;
	return { ...one, field: { ...field, required: false, help } };
}

function itemNotice(panel: readonly PanelField[], selector: string | undefined): INodeProperties {
	const needed = panel.filter(({ key, field }) => field.required && key !== selector).map(({ key }) => key);
	const must = needed.length === 0 ? 'Every incoming item is a message.' : `Every incoming item needs ${needed.length === 1 ? 'a column' : 'columns'} named ${list(needed)}.`;
	return { displayName: `${must} Columns named like other fields, such as correlationId or deduplicationKey, are read too.`, name: 'itemNotice', type: 'notice', default: '' };
}

function list(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
