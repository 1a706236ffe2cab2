import type { INodeProperties } from 'n8n-workflow';

import { panelOf, type FormField } from '../../core/input/form';
import type { OperationEntry, Provider, RequestEntry, SendEntry } from '../../core/provider';
import { panelFields } from './formFields';
import { messageFields } from './messageFields';
import { callOptions, sendOptions } from './optionFields';

/** All parameters of a provider's node: the operation, and the fields and options of each operation. */
export function nodeProperties({ operations, usual }: Provider): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: operations.map((one) => ({ name: one.label, value: one.value, action: one.action, description: one.help })),
			default: usual,
		},
		...panels(operations).flatMap(operationFields),
	];
}

/** Operations of one panel share its parameters, so the user's values stay when the operation changes. */
function panels(operations: readonly OperationEntry[]): OperationEntry[][] {
	const presetOf = (one: OperationEntry) => (one.kind === 'send' ? one.preset : undefined);
	const firsts = operations.filter((one, i) => operations.findIndex((other) => other.form === one.form && presetOf(other) === presetOf(one)) === i);
	return firsts.map((first) => operations.filter((one) => one.form === first.form && presetOf(one) === presetOf(first)));
}

function operationFields(sharing: OperationEntry[]): INodeProperties[] {
	const [entry] = sharing as [OperationEntry];
	const show = { operation: sharing.map(({ value }) => value) };
	const fields = entry.kind === 'send' ? messageFields(show, entry) : panelFields(panelOf(entry.form)).map((field) => ({ ...field, displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } } }));
	return [...fields, ...sharing.flatMap((one): INodeProperties[] => (one.kind === 'local' ? [] : [{ ...optionsOf(one), displayOptions: { show: { operation: [one.value] } } }]))];
}

/** The Options of an operation, without those that have no effect on it. */
function optionsOf(entry: SendEntry | RequestEntry): INodeProperties {
	const uses = usedBy(entry);
	if (entry.kind === 'request') return callOptions(entry.limits, entry.idempotent, uses.has('defaultCountry'));
	const { options, ...field } = optionsOfSend(entry);
	const without = [
		...(entry.limits.batchSize.max === 1 ? ['batchSize'] : []),
		...(['defaultCountry', 'maxSegments'] as const).filter((name) => !uses.has(name)),
		...(uses.has('maxSegments') ? [] : ['plainCharacters']),
		...(uses.has('defaultCountry') ? [] : ['allowedCountries', 'allowCostly']),
		...(uses.has('maxAddresses') ? [] : ['maxAddresses']),
	];
	return { ...field, options: options.filter(({ name }) => !without.includes(name)) };
}

function optionsOfSend({ limits, wireFormats = [], wireFormatHint, mayRepeat }: SendEntry) {
	return sendOptions(limits, wireFormats.map(({ value, label }) => ({ name: label, value })), wireFormatHint, mayRepeat);
}

function usedBy({ form, ...entry }: OperationEntry): Set<string> {
	const fields = entry.kind === 'send' ? panelOf(form, entry.selector, entry.preset) : panelOf(form);
	const usesOf = ({ kind, uses = [] }: FormField) => [...uses, ...(kind === 'phone' ? ['defaultCountry'] : []), ...(kind === 'smsText' ? ['maxSegments'] : [])];
	return new Set(fields.flatMap(({ field }) => usesOf(field)));
}
