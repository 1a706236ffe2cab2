/** A provider's code for its callbacks: here, which pigeons landed where. The keeper's ring is the proof. */
import { sameSecret, unreadable, type ReceiveOperation } from '../../core/receive/receive.ts';
import type { ProviderRecord } from '../../core/records/providerRecord.ts';
import { receipt, utcOf } from '../../core/records/receipt.ts';
import { parseJson } from '../../core/wire/json.ts';
import { CHOOSE_CREDENTIAL, PUBLISH, type Trigger } from '../../core/receive/trigger.ts';
import { z } from '../../vendor/zod.ts';

interface Trust {
	secret: string;
}

const letters = z.array(z.unknown());
const landing = z.object({ ring: z.string(), state: z.enum(['landed', 'lost']), at: z.string().optional(), answer: z.string().optional() });

export const landings: ReceiveOperation<Trust> = {
	provider: 'pigeon',
	verify: ({ headers }, { secret }) => sameSecret(headers['keeper-ring'], secret),
	secrets: ({ secret }) => [secret],
	entries: ({ body }) => letters.parse(parseJson(body.toString())),
	read: recordOf,
};

function recordOf(raw: unknown): ProviderRecord {
	const read = landing.safeParse(raw);
	if (!read.success) return unreadable('pigeon', 'receipt', new Error('it is no landing'), raw);
	const { ring: messageId, state, at, answer: text } = read.data;
	const kind = text === undefined ? 'receipt' : 'inbound';
	return { record: receipt({ provider: 'pigeon', channel: 'pigeon', kind, status: state === 'landed' ? 'delivered' : 'failed', messageId, statusText: state, text, occurredAt: utcOf(at) }), raw };
}

export const trigger: Trigger<Trust> = {
	operation: landings,
	auth: async ({ secret }) => ({ secret: await secret() }),
	steps: ({ url, secret }) => [CHOOSE_CREDENTIAL, { say: 'Tell the keeper.', copies: [{ label: 'Loft', value: url }, { label: 'Ring', value: secret, isSecret: true }, { label: 'Letter', value: '<a>\n"b"' }] }, PUBLISH],
	async isRegistered({ secret }) {
		await secret();
		return true;
	},
};
