import type { INodeProperties } from 'n8n-workflow';

import type { Limits } from '../../../core/http/limits';
import { sendOptions } from '../../../n8n/editor/optionFields';

/** "Batch support: no". The vendor's test clusters take 1,000 requests a minute; its limits of these calls are not published. */
export const singleLimits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 100_000,
	concurrency: { default: 5, max: 20 },
	requestsPerSecond: 15,
	timeoutMs: 60_000,
};

/** The Options of a send without those that have nothing to choose. */
export function singleOptions(without: readonly string[] = []): INodeProperties {
	const { options = [], ...field } = sendOptions(singleLimits, [{ name: 'JSON', value: 'json' }]);
	return { ...field, options: options.filter(({ name }) => name !== 'batchSize' && !without.includes(name)) };
}
