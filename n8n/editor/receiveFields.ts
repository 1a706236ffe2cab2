import type { INodeProperties } from 'n8n-workflow';

import type { TriggerEntry } from '../../core/provider';
import { STATUSES, type ReceiptStatus } from '../../core/records/status';
import { flag } from './fields';
import { compareLabels } from './formFields';

/**
 * The fields that choose which callbacks start the workflow, the same for all triggers. core/receive/trigger.ts reads them.
 * @param kinds the choices
 * @param statuses the statuses that the provider can report; `unknown` is always among the choices
 */
export function receiveFields({ kinds, statuses }: Pick<TriggerEntry, 'kinds' | 'statuses'>): INodeProperties[] {
	const options = [...new Set<ReceiptStatus>([...statuses, 'unknown'])].map((value) => ({ name: STATUSES[value].label, value })).sort((a, b) => compareLabels(a.name, b.name));
	return [
		{
			// n8n lists the options of a field with this name as the trigger's actions.
			displayName: 'Trigger On',
			name: 'kinds',
			type: 'multiOptions',
			options: kinds.map(({ kind, label, action, help }) => ({ name: label, value: kind, action, description: help })),
			default: kinds.filter(({ usual }) => usual !== false).map(({ kind }) => kind),
			required: true,
			description: 'What starts the workflow',
		},
		{
			displayName: 'Only Statuses',
			name: 'only',
			type: 'multiOptions',
			options,
			default: [],
			description: 'Statuses that start the workflow; all of them if none is chosen. Unknown is what no other word fits.',
			displayOptions: { show: { kinds: ['receipt'] } },
		},
	];
}

/** The field that shows how to set callbacks up. */
export const STEPS = 'steps';

/** Whether the steps show the secret. */
export const SHOW_SECRET = 'showSecret';

/** The id in the trigger's address. n8n offers it nowhere else to code that fills a list. */
export const WEBHOOK_ID = 'webhookId';

/**
 * The steps for setting callbacks up, with the values to copy. n8n fills this kind of field from a method of the node, and stores only that it is
 * empty. It is the only kind that can show a secret without storing it in the workflow.
 * @param secretWhen the choices for which there is a secret
 */
export function stepFields(secretWhen: TriggerEntry['secretWhen']): INodeProperties[] {
	return [
		{ displayName: 'Webhook ID', name: WEBHOOK_ID, type: 'hidden', default: '={{ $webhookId }}', description: 'The ID in the address of this trigger' },
		{
			displayName: 'Steps',
			name: STEPS,
			type: 'resourceMapper',
			description: 'What to do until callbacks come in',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			typeOptions: {
				loadOptionsDependsOn: [SHOW_SECRET, 'registration', 'authentication', 'template', 'signature', 'options'],
				resourceMapper: { resourceMapperMethod: STEPS, mode: 'add', supportAutoMap: false, addAllFields: false, fieldWords: { singular: 'step', plural: 'steps' } },
			},
		},
		flag('Show Secret', SHOW_SECRET, 'Whether the steps above show the secret that the provider must be given', {
			noDataExpression: true,
			...(secretWhen !== 'always' && { displayOptions: { show: secretWhen as Record<string, string[]> } }),
		}),
	];
}

/** Simplify, in n8n's own words; the last field before Options. */
export const simplifyField: INodeProperties = { ...flag('Simplify', 'simplify', 'Whether to return a simplified version of the response instead of the raw data'), default: true };
