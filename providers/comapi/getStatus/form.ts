import { declared, own } from '../../../core/input/form';
import type { RequestLimits } from '../../../core/request/operation';

/** The provider publishes no rate. 121 s is the time-out it advises to clients. */
export const limits: RequestLimits = {
	concurrency: { default: 10, max: 20 },
	requestsPerSecond: 20,
	timeoutMs: 121_000,
};

export const form = {
	messageId: own<string>()('text', {
		label: 'Message ID',
		help: 'The messageId that a send returned. After a batch it takes some seconds until it can be looked up.',
		example: 'd8e296bb-97c4-4495-b98f-1e32e0b11628',
		required: true,
	}),
};

export const panel = { ...declared(form), limits, idempotent: true as const };
