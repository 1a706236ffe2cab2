/** Every look-up with a question and good answers to it: those of the pages where there are any. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RequestOperation } from '../../core/request/operation.ts';
import { getInteractions } from '../../providers/capillary/getInteractions/operation.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';
import { pollInbound } from '../../providers/wavy/pollInbound/operation.ts';
import { searchInbound } from '../../providers/wavy/searchInbound/operation.ts';
import { searchStatuses } from '../../providers/wavy/searchStatuses/operation.ts';

export interface CallRow {
	name: string;
	operation: RequestOperation;
	params: unknown;
	answers: string[];
}

/** The answer of a page's fixture. Jest and npm both start at the root. */
function answerOf(file: string): string {
	const { answer } = JSON.parse(readFileSync(join('test', file), 'utf8')) as { answer: unknown };
	return JSON.stringify(answer);
}

export const CALLS: readonly CallRow[] = [
	{
		name: 'capillary getInteractions',
		operation: getInteractions as RequestOperation,
		params: { identifierName: 'mobile', identifierValue: '447700900123', type: null, timeZone: 'Asia/Kolkata' },
		answers: ['first-version', 'second-version'].map((name) => answerOf(`capillary/interactions/${name}.json`)),
	},
	{
		name: 'comapi getStatus',
		operation: getStatus as RequestOperation,
		params: { messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628' },
		answers: ['processing', 'second-channel', 'sent'].map((name) => answerOf(`comapi/statuses/${name}.json`)),
	},
	{
		name: 'wavy searchStatuses',
		operation: searchStatuses as RequestOperation,
		params: { ids: [], correlationIds: ['client-id', 'other'] },
		answers: ['status-sent', 'status-delivered'].map((name) => answerOf(`wavy/searches/${name}.json`)),
	},
	{ name: 'wavy searchInbound', operation: searchInbound as RequestOperation, params: { start: null, end: null, subAccount: null }, answers: [answerOf('wavy/searches/inbound.json')] },
	{ name: 'wavy pollInbound', operation: pollInbound(null).search as RequestOperation, params: { start: null, end: null, subAccount: null }, answers: [answerOf('wavy/searches/inbound.json')] },
	{
		name: 'capillary validate',
		operation: validate as RequestOperation,
		params: { entityType: 'MOBILE', entityValue: '447700900123', action: 'POINTS', code: '538AD87' },
		answers: [{ entity: true, warnings: [] }, { entity: false, warnings: [{ code: 9001, message: 'No valid OTP' }] }, { errors: [{ status: false, code: 605, message: 'Invalid' }] }].map((answer) => JSON.stringify(answer)),
	},
];
