import type { IDataObject } from 'n8n-workflow';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { secretRequest, secretSend, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';
import { sightings } from './lookup.mts';
import { Pigeon, PigeonApi } from './Pigeon.node.mts';
import { PigeonTrigger } from './PigeonTrigger.node.mts';
import { pigeon } from './provider.mts';
import { landings } from './receipts.mts';
import { post } from './send.mts';

const node = new Pigeon();
const ring = mark();
const mode: Mode = { name: 'Pigeon Post', type: new PigeonApi(), provider: 'pigeon', secrets: { ring }, others: {}, key: ring };

const account = {
	node,
	credential: new PigeonApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>, key = 'silver-ring'): IDataObject => ({ ring: key, host: new URL(sandbox.providerUrl('pigeon')).origin }),
};

const letter: Send = {
	...account,
	operation: post as SendOperation,
	parameters: { operation: 'post', loft: '' },
	message: (index) => ({ loft: 'north', address: `Tower ${index}`, words: `Parcel ${index} is here` }),
	recipientKey: 'address',
	single: false,
};

export const samples: Samples = {
	provider: pigeon,
	node,
	triggers: [new PigeonTrigger()],
	modes: [mode],
	sends: { 'Pigeon, Post': letter },
	calls: {},
	lookups: { 'Pigeon, Get Sightings': { ...account, parameters: { operation: 'sightings' }, field: 'ring', good: 'nobody', bad: '' } },
	secrets: {
		'Pigeon, Post': secretSend(letter, [mode]),
		'Pigeon, Get Sightings': secretRequest(node, [mode], { operation: 'sightings', ring: '={{ $json.messageId }}' }, 'Pigeon, Post'),
	},
	answers: [{ name: 'pigeon sightings', operation: sightings as RequestOperation, params: { ring: 'r-1' }, answers: ['[]', '[{"place":"the river","at":"2031-01-15T10:30:00Z"}]'] }],
	callbacks: [
		{
			name: 'pigeon',
			operation: landings as ReceiveOperation,
			auth: { secret: 'the-secret-of-a-test', user: '' },
			contentType: 'application/json',
			bodies: [JSON.stringify([{ ring: 'r-1', state: 'landed', at: '2031-01-15T10:30:00Z' }, { ring: 'r-2', state: 'lost' }])],
		},
	],
	doors: [{ node: new PigeonTrigger(), proof: { in: 'header', name: 'keeper-ring' } }],
};
