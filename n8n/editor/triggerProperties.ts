import type { INodeProperties } from 'n8n-workflow';

import type { PollEntry, TriggerEntry } from '../../core/provider';
import { formFields, parameter } from './formFields';
import { pollOptions } from './optionFields';
import { receiveFields, simplifyField } from './receiveFields';

/** All parameters of a trigger that a provider calls. */
export function triggerProperties({ form, statuses, inbound, filters = {}, options }: TriggerEntry): INodeProperties[] {
	return [...formFields(form), ...receiveFields({ statuses, inbound }), ...formFields(filters), simplifyField, ...(options ? [parameter('options', options)] : [])];
}

/** All parameters of a trigger that polls, but for n8n's own poll times. */
export function pollProperties({ form }: PollEntry): INodeProperties[] {
	return [...formFields(form), simplifyField, pollOptions];
}
