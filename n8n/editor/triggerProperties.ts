import type { INodeProperties } from 'n8n-workflow';

import type { PollEntry, TriggerEntry } from '../../core/provider';
import { formFields, parameter } from './formFields';
import { pollOptions } from './optionFields';
import { receiveFields, simplifyField, stepFields } from './receiveFields';

/** All parameters of a trigger that a provider calls. */
export function triggerProperties({ form, secretWhen, kinds, statuses, filters = {}, options }: TriggerEntry): INodeProperties[] {
	return [...formFields(form), ...stepFields(secretWhen), ...receiveFields({ kinds, statuses }), ...formFields(filters), simplifyField, ...(options ? [parameter('options', options)] : [])];
}

/** All parameters of a trigger that polls, except n8n's own poll times. */
export function pollProperties({ form }: PollEntry): INodeProperties[] {
	return [...formFields(form), simplifyField, pollOptions];
}
