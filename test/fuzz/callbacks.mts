/** Every trigger's reader, with bodies the provider may write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import { callbacks as capillary } from '../../providers/capillary/callbacks/operation.ts';
import { receiveEvents as comapi } from '../../providers/comapi/callbacks/operation.ts';
import { receive as wavy } from '../../providers/wavy/callbacks/operation.ts';
import { receive as wiraya } from '../../providers/wiraya/callbacks/operation.ts';

export interface CallbackRow {
	name: string;
	operation: ReceiveOperation;
	auth: unknown;
	contentType: string;
	bodies: string[];
}

const secret = 'the-secret-of-a-test';

/** A page's fixture. Jest and npm both start at the root. */
const fixture = (file: string) => JSON.parse(readFileSync(join('test', file), 'utf8')) as Record<string, unknown>;

const ENTRY = { messageId: '7', type: 'SMS', status: 'DELIVERED', recipient: '447700900123', sender: 'Shop', content: 'Hi & ho', doneAt: '2031-01-15T10:30:00Z', callLength: '12', keyChoices: '1,2' };
const elements = Object.entries(ENTRY).map(([name, value]) => `<${name}>${value.replace('&', '&amp;')}</${name}>`);

export const CALLBACKS: readonly CallbackRow[] = [
	{
		name: 'capillary',
		operation: capillary as ReceiveOperation,
		auth: { header: 'x-secret', secret },
		contentType: 'application/json',
		bodies: ['documented-envelope', 'enriched-envelope', 'undelivered'].map((name) => JSON.stringify(fixture(`capillary/events/${name}.callback.json`))),
	},
	{
		name: 'comapi',
		operation: comapi as ReceiveOperation,
		auth: { secret, user: '' },
		contentType: 'application/json',
		bodies: ['batch', 'delivered', 'inbound'].map((name) => JSON.stringify(fixture(`comapi/events/${name}.json`).body)),
	},
	{
		name: 'wavy',
		operation: wavy as ReceiveOperation,
		auth: { secret },
		contentType: 'application/json',
		bodies: ['sent-status', 'inbound', 'whatsapp-batch', 'whatsapp-inbound'].map((name) => JSON.stringify((fixture(`wavy/callbacks/${name}.json`).request as { body: unknown }).body)),
	},
	{
		name: 'wiraya, JSON',
		operation: wiraya as ReceiveOperation,
		auth: { secret, user: 'n8n', header: null, layout: {} },
		contentType: 'application/json',
		bodies: [JSON.stringify(ENTRY), JSON.stringify({ communications: [ENTRY, ENTRY] })],
	},
	{
		name: 'wiraya, XML',
		operation: wiraya as ReceiveOperation,
		auth: { secret, user: 'n8n', header: null, layout: { status: 'state.word' } },
		contentType: 'application/xml',
		bodies: [`<c>${elements.join('')}</c>`, `<cs><c>${elements.join('')}</c><c>${elements.join('')}</c></cs>`],
	},
];
