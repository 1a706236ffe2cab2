import type { INodeProperties } from 'n8n-workflow';

import type { Form, FormField } from '../../core/input/form';
import type { OperationEntry, Provider, Resource, SendEntry } from '../../core/provider';
import { formFields } from './formFields';
import { messageFields } from './messageFields';
import { callOptions, sendOptions } from './optionFields';
import { simplifyField } from './receiveFields';

type Shown = { resource: string[]; operation: string[] };

/** All parameters of a provider's node: what to do, and the fields and options of each operation. */
export function nodeProperties({ resources, usual }: Provider): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ value, label }) => ({ name: label, value })),
			default: usual,
		},
		...resources.map(operationField),
		...resources.flatMap(operationFields),
	];
}

function operationField({ value, operations, usual }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map((one) => ({ name: one.label, value: one.value, action: one.action, description: one.help })),
		default: usual,
	};
}

/** Operations of one form share its parameters, so what the user filled in stays when the operation changes. */
function operationFields({ value: resource, operations }: Resource): INodeProperties[] {
	const forms = [...new Set(operations.map(({ form }) => form))];
	return forms.flatMap((form) => {
		const sharing = operations.filter((one) => one.form === form);
		const show = { resource: [resource], operation: sharing.map(({ value }) => value) };
		return [
			...ownFields(sharing[0]!, show),
			{ ...simplifyField, displayOptions: { show } },
			...sharing.map((one): INodeProperties => ({ ...optionsOf(one), displayOptions: { show: { ...show, operation: [one.value] } } })),
		];
	});
}

function ownFields(entry: OperationEntry, show: Shown): INodeProperties[] {
	if (entry.kind === 'request') return formFields(entry.form).map((field) => ({ ...field, displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } } }));
	const { form, selector, example, envelope } = entry;
	const fields = formFields(form);
	const chosen = fields.find(({ name }) => name === selector) ?? null;
	return messageFields(show, chosen, fields.filter((field) => field !== chosen), example, envelope);
}

/** The Options of an operation, without those that change nothing of it. */
function optionsOf(entry: OperationEntry): INodeProperties {
	const uses = usedBy(entry.form);
	if (entry.kind === 'request') return callOptions(entry.limits, entry.idempotent, uses.has('defaultCountry'));
	const { options = [], ...field } = optionsOfSend(entry);
	const without = [
		...(entry.limits.batchSize.max === 1 ? ['batchSize'] : []),
		...(['defaultCountry', 'maxSegments'] as const).filter((name) => !uses.has(name)),
		...(uses.has('defaultCountry') ? [] : ['allowedCountries', 'allowCostly']),
		...(uses.has('maxAddresses') ? [] : ['maxAddresses']),
	];
	return { ...field, options: options.filter(({ name }) => !without.includes(name)) };
}

function optionsOfSend({ limits, wireFormats = [], wireFormatHint }: SendEntry): INodeProperties {
	return sendOptions(limits, wireFormats.map(({ value, label }) => ({ name: label, value })), wireFormatHint);
}

function usedBy(form: Form): Set<string> {
	return new Set(Object.values(form).flatMap(({ kind, uses = [] }: FormField) => [...uses, ...(kind === 'phone' ? ['defaultCountry'] : []), ...(kind === 'smsText' ? ['maxSegments'] : [])]));
}
