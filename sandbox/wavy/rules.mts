import { MalformedRequest } from './malformed.mts';
import type { BulkItem, Single } from './schema.mts';

/** "mutuamente exclusivos (use somente um deles)"; the older manual names these three for the start, the page names the other three. */
const TRIOS = [
	['expiresAt', 'expiresInMinutes', 'expiresDate'],
	['scheduledAt', 'delayedInMinutes', 'scheduledDate'],
] as const;

const THIRTY_MINUTES = 30 * 60_000;

type Root = Pick<Single, (typeof TRIOS)[number][number]>;

/** @throws {MalformedRequest} for two fields of a trio */
export function requireOneOfEachTrio(root: Root): void {
	for (const trio of TRIOS) {
		const given = trio.filter((name) => root[name] !== undefined);
		if (given.length > 1) throw new MalformedRequest(`${given.join(' and ')} exclude each other`);
	}
}

/**
 * "apenas em um periodo superior a 30 minutos", which the page says only of the single send. The page does not give the unit of its Unix time: 13
 * digits count as milliseconds.
 * @throws {MalformedRequest}
 */
export function requireHalfAnHour({ scheduledAt }: Root): void {
	if (scheduledAt === undefined) return;
	const time = scheduledAt > 99_999_999_999 ? scheduledAt : scheduledAt * 1000;
	if (time - Date.now() <= THIRTY_MINUTES) throw new MalformedRequest('scheduledAt is not more than 30 minutes ahead');
}

type Words = Pick<BulkItem, 'messageText' | 'flowId' | 'params' | 'templateId' | 'templateName'>;

/**
 * A message has its text from one place; parameters belong to a flow.
 * @throws {MalformedRequest}
 */
export function requireText({ messageText, flowId, params, templateId, templateName }: Words, where: string): void {
	const sources = [messageText, flowId, templateId, templateName].filter((source) => source !== undefined);
	if (sources.length === 0) throw new MalformedRequest(`${where}: no text, no flow and no template`);
	if (params !== undefined && flowId === undefined) throw new MalformedRequest(`${where}: params without flowId`);
}
