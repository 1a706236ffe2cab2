/** An operation's declarations must match its parameters in the editor. */
import type { INodeProperties } from 'n8n-workflow';

import type { RequestOperation } from '../../core/request/operation.ts';
import { wireFormatsOf, type SendOperation } from '../../core/send/operation.ts';
import { declared } from '../../core/input/form.ts';
import type { RequestEntry, SendEntry } from '../../core/provider.ts';
import { operationOf, REGISTRY, SENDS } from '../registry.mts';

type Operation = Pick<RequestOperation, 'provider' | 'fields' | 'limits' | 'connections'> & Partial<Pick<SendOperation, 'selector' | 'idField' | 'binaryField' | 'recipientFields' | 'wireFormats'>>;

/** Parameters that are not fields of a message. */
const NO_FIELDS = new Set(['messageJson', 'deduplicationKey', 'options', 'authentication', 'operation']);

// An operation for one channel shows a part of the operation for all channels.
const OPERATIONS = REGISTRY.flatMap((samples) => samples.provider.operations.filter((entry): entry is SendEntry | RequestEntry => entry.kind !== 'local' && !('preset' in entry)).map((entry) => [`${samples.node.description.displayName}, ${entry.label}`, samples, entry] as const));

test.each(OPERATIONS)("%s: reads the editor's fields, with a credential of the node, within valid limits", async (_name, samples, entry) => {
	const { node } = samples;
	const operation = (await operationOf(entry, samples)) as Operation;
	const settings = entry.kind === 'send' ? declared(entry.settings ?? {}).fields : [];
	const shown = node.description.properties
		.filter((property) => property.type !== 'notice' && !NO_FIELDS.has(property.name) && isShown(property, { operation: entry.value }))
		.flatMap((property) => (property.name === 'additionalFields' ? (property.options as INodeProperties[]) : [property]));
	const pairs = (fields: ReadonlyArray<{ name: string; displayName: string }>) => [...new Set(fields.map((field) => `${field.name}: ${field.displayName}`))].sort();
	expect(pairs([...operation.fields, ...settings])).toEqual(pairs(shown));
	expect(operation.fields.map((field) => field.name)).toEqual(expect.arrayContaining([operation.selector, operation.idField, operation.binaryField].filter((field) => field && field !== 'correlationId')));
	expect(operation.provider).toBe(samples.provider.name);
	expect(node.description.credentials!.map((credential) => credential.name)).toEqual(expect.arrayContaining(operation.connections.map(({ credential }) => credential)));
	checkLimits(operation.limits);
	if ('wireFormats' in operation) expect(wireFormatsOf(operation).every((format) => ['json', 'xml', 'form', 'get', 'post'].includes(format))).toBe(true);
});

test.each(Object.entries(SENDS).filter(([, { recipientUnknown }]) => !recipientUnknown))('%s: the error for an unreadable item has its recipient', (_name, { operation, recipientKey }) => {
	expect(operation.recipientFields).toContain(recipientKey);
});

function isShown({ displayOptions }: INodeProperties, chosen: Record<string, string>): boolean {
	return Object.entries(chosen).every(([name, value]) => (displayOptions?.show?.[name] as unknown[] | undefined)?.includes(value) ?? true);
}

function checkLimits({ concurrency, requestsPerSecond, timeoutMs, ...rest }: Operation['limits']): void {
	const { batchSize = concurrency, bodyBytes = 1 } = rest as Partial<SendOperation['limits']>;
	for (const { default: usual, max } of [concurrency, batchSize]) expect([usual >= 1, usual <= max]).toEqual([true, true]);
	expect([requestsPerSecond > 0, timeoutMs >= 1000, bodyBytes >= 1]).toEqual([true, true, true]);
}
