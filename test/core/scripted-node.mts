/** A node with a scripted provider, executed in a stand-in for n8n's context: for tests of the code between n8n and the engine. */
import { NodeOperationError } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection.ts';
import { optionalDateTime, optionalId, phone, smsText } from '../../core/input/fields.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { executeSend } from '../../n8n/run/execute.ts';
import { fakeContext, type Scene } from './context.mts';
import { plain } from './scripted-provider.mts';
import { objectOf } from './object-of.mts';

/** The scripted provider with fields, a choice of two credentials and two wire formats. */
const test: Connection['test'] = { method: 'GET', path: '/', complaint: () => null };

export const operation: SendOperation<string> = {
	...plain,
	connections: [
		{ credential: 'plainApi', label: 'Plain', addressFields: 'Base URL', baseUrl: ({ baseUrl }) => String(baseUrl), sign: ({ key }) => ({ Key: String(key) }), secretFields: ['key', 'none'], test },
		{ credential: 'fancyApi', label: 'Fancy', addressFields: 'Base URL', baseUrl: () => ' https://fancy.example.com/v1// ', sign: ({ key }) => ({ Fancy: `${String(key)}!` }), secretFields: [], test },
	],
	fields: [
		{ name: 'kind', displayName: 'Kind' },
		{ name: 'to', displayName: 'To Whom' },
		{ name: 'text', displayName: 'Text' },
		{ name: 'time', displayName: 'Time' },
		{ name: 'id', displayName: 'My ID' },
	],
	selector: 'kind',
	recipientFields: ['to'],
	limits: { ...plain.limits, requestsPerSecond: 0 },
	wireFormats: [{ value: 'json', label: 'JSON' }, { value: 'other', label: 'Other' }],
	reader: (settings) => {
		const read = objectOf({ kind: String, to: phone(settings), text: smsText(settings), time: optionalDateTime(settings), id: optionalId('Give it.') });
		return (given) => {
			const { kind, to, text, time, id } = read(given);
			const warnings = text.text === 'odd' ? ['odd'] : [];
			return { channel: kind, recipient: to, correlationId: id, scheduledAt: time, segments: text.segments, warnings, content: text.text };
		};
	},
};

export const GOOD = { kind: 'sms', to: '+447700900123', text: 'Hi', time: '', id: '' };
export const credential = { baseUrl: 'https://plain.example.com/', key: 'canary-key' };
export const ok = ({ body }: { body?: unknown }) => ({
	statusCode: 200,
	headers: { 'X-Thing': 'a' },
	body: JSON.stringify(Object.fromEntries((JSON.parse(String(body)) as Array<[string, string]>).map(([id, text]) => [id, text === 'bad' ? 'no' : 'ok']))),
});

export async function execute(scene: Scene, given: SendOperation<string> = operation) {
	const fake = fakeContext({ parameters: GOOD, answer: ok, credential, ...scene });
	const [items] = await executeSend(fake.context, given.provider, {}, given);
	return { ...fake, items: items! };
}

/** The one error of an execution that stops on errors. */
export async function thrown(scene: Scene, given: SendOperation<string> = operation): Promise<NodeOperationError & { requests: number }> {
	const fake = fakeContext({ parameters: GOOD, answer: ok, credential, ...scene });
	const error = await executeSend(fake.context, given.provider, {}, given).then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(NodeOperationError);
	return Object.assign(error as NodeOperationError, { requests: fake.requests.length });
}

