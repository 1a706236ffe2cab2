import type { INodeProperties, INodePropertyOptions, INodePropertyTypeOptions, NodePropertyTypes } from 'n8n-workflow';

import { panelOf, type Control, type Form, type FormField, type PanelField } from '../../core/input/form';

/** n8n's type of a parameter, and the value of an untouched parameter. */
const TYPES: Record<Control, readonly [type: NodePropertyTypes, untouched: INodeProperties['default']]> = {
	choice: ['options', ''],
	choices: ['multiOptions', []],
	dateTime: ['dateTime', ''],
	flag: ['boolean', false],
	group: ['collection', {}],
	json: ['json', '{}'],
	list: ['string', []],
	notice: ['notice', ''],
	number: ['number', 0],
	ranking: ['options', []],
	rows: ['fixedCollection', {}],
	text: ['string', ''],
};

/** Name of the collection of rarely used fields. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The parameters of a form's fields, in its order. */
export function formFields(form: Form): INodeProperties[] {
	return panelFields(panelOf(form));
}

/** The same for the fields of a panel: rarely used fields go into a collection at the end. */
export function panelFields(fields: readonly PanelField[]): INodeProperties[] {
	const first = fields.filter(({ field }) => !field.more);
	const more = fields.filter(({ field }) => field.more);
	return [...first.map(({ name, field }) => parameter(name, field)), ...additionalFields(more)];
}

/** In alphabetical order of their labels, as n8n's rules demand. */
export function additionalFields(fields: readonly PanelField[]): INodeProperties[] {
	if (fields.length === 0) return [];
	const options = fields.map(({ name, field }) => parameter(name, field)).sort((a, b) => compareLabels(a.displayName, b.displayName));
	return [{ displayName: 'Additional Fields', name: ADDITIONAL_FIELDS, type: 'collection', placeholder: 'Add field', default: {}, options, description: 'What only some messages need' }];
}

/** For labels, which are English words. To compare them by Intl would take n8n 10 ms when it starts. */
export function compareLabels(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	return first < second ? -1 : Number(first > second);
}

export function parameter(key: string, field: FormField): INodeProperties {
	const { label, help, hint, required, when, fallback, control, fixed } = field;
	const [type, untouched] = TYPES[control];
	const typeOptions = typeOptionsOf(key, field);
	const placeholder = placeholderOf(field);
	const options = optionsOf(field);
	return {
		displayName: label,
		name: key,
		type,
		default: (fallback as INodeProperties['default']) ?? untouched,
		...(typeOptions && { typeOptions }),
		...(options && { options }),
		// A list that always has a value needs no asterisk.
		...(required && control !== 'choice' && { required }),
		...(placeholder && { placeholder }),
		...(help && { description: help }),
		...(hint && { hint }),
		...(fixed && { noDataExpression: true }),
		...(when && { displayOptions: { show: when as Record<string, string[]> } }),
	};
}

function typeOptionsOf(key: string, { control, lines, secret, least, add, asked }: FormField): INodePropertyTypeOptions | null {
	const typeOptions = {
		...(lines !== undefined && { rows: lines }),
		...(secret && { password: true }),
		...(least !== undefined && { minValue: least }),
		...(asked && { loadOptionsMethod: key, loadOptionsDependsOn: ['authentication'] }),
		...(control === 'rows' && { multipleValues: true }),
		...((control === 'list' || control === 'ranking') && { multipleValues: true, multipleValueButtonText: add, sortable: true }),
	};
	return Object.keys(typeOptions).length > 0 ? typeOptions : null;
}

function placeholderOf({ control, example, add }: FormField): string | null {
	if (control === 'group' || control === 'rows') return add ?? null;
	return example === undefined ? null : `e.g. ${example}`;
}

function optionsOf({ choices, fields, row }: FormField): INodeProperties['options'] | null {
	if (choices) return choices.map(({ value, label, help }): INodePropertyOptions => ({ name: label, value, ...(help && { description: help }) }));
	if (!fields) return null;
	const [name, displayName] = row ?? [];
	return name === undefined || displayName === undefined ? formFields(fields) : [{ name, displayName, values: formFields(fields) }];
}
