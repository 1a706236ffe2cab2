/** The ways to send the same messages through the same provider. */
import { join } from 'node:path';
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { FLOW, itemsFor } from './items.mts';
import type { EngineSetup, Job, Way } from './job.mts';
import { Engine, type Step } from './n8n.mts';
import { bare, oneByOne } from './nodes.mts';

export const KEY = 'sandbox-key';
export const ENDPOINT = 'wiraya/api/EnqueueCommunications';

/** n8n's own nodes. n8n treats some of them specially by their names. */
const BASE = {
	request: 'n8n-nodes-base.httpRequest',
	loop: 'n8n-nodes-base.splitInBatches',
	aggregate: 'n8n-nodes-base.aggregate',
	splitOut: 'n8n-nodes-base.splitOut',
};

/** Messages per request, for our node and for the expert's workflow. */
const BATCH = 1_000;

/** Loads n8n's engine with every node that takes part. */
export function loadEngine({ modules, package: folder }: EngineSetup): Engine {
	const engine = new Engine(modules);
	engine.add('wiraya', own(engine, folder, 'nodes/Wiraya/Wiraya.node') as INodeType);
	engine.add('wavy', own(engine, folder, 'nodes/Wavy/Wavy.node') as INodeType);
	engine.add('prepareMessages', own(engine, folder, 'nodes/PrepareMessages/PrepareMessages.node') as INodeType);
	engine.add('oneByOne', oneByOne);
	engine.add('bare', bare);
	engine.addBase(BASE.request, 'HttpRequest/HttpRequest.node', 'HttpRequest');
	engine.addBase(BASE.loop, 'SplitInBatches/SplitInBatches.node', 'SplitInBatches');
	engine.addBase(BASE.aggregate, 'Transform/Aggregate/Aggregate.node', 'Aggregate');
	engine.addBase(BASE.splitOut, 'Transform/SplitOut/SplitOut.node', 'SplitOut');
	return engine;
}

/** Credentials that lead to the sandbox at this address. */
export function giveCredentials(engine: Engine, { package: folder }: EngineSetup, url: string): void {
	const type = (name: string) => own(engine, folder, `credentials/${name}.credentials`) as ICredentialType;
	engine.addCredential('wirayaApi', { type: type('WirayaApi'), data: { apiKey: KEY, baseUrl: `${url}/wiraya` } });
	engine.addCredential('wavyApi', { type: type('WavyApi'), data: { username: 'sandbox-user', token: 'sandbox-token', baseUrl: `${url}/wavy` } });
	engine.addCredential('httpHeaderAuth', { data: { name: 'X-ApiKey', value: KEY } });
}

/** n8n takes the file's name up to the first dot as the name of the class. */
function own(engine: Engine, folder: string, file: string): unknown {
	const className = file.split('/').at(-1)!.split('.')[0]!;
	const exported = engine.require(join(folder, 'dist', `${file}.js`)) as Record<string, new () => unknown>;
	return new exported[className]!();
}

/** The workflow of a contestant, ready to run. */
export function prepare(engine: Engine, job: Job, url: string) {
	const way = job.way ?? 'item';
	return engine.prepare(STEPS[job.who as keyof typeof STEPS](job, `${url}/${ENDPOINT}`), itemsFor(job.messages ?? way, job.count));
}

const STEPS = {
	ours: ({ way = 'item', byN8n = false, dryRun = false }: Job): Step[] => [
		{
			name: 'Send',
			type: 'wiraya',
			parameters: withoutPace({ operation: 'enqueue', ...(byN8n ? evaluated(OURS[way]) : OURS[way]) }, dryRun ? { dryRun } : {}),
			credentials: ['wirayaApi'],
		},
	],
	bulk: ({ way = 'item', byN8n = false }: Job): Step[] => [
		{
			name: 'Send',
			type: 'wavy',
			parameters: withoutPace({ operation: 'sendBulk', ...(byN8n ? evaluated(BULK[way]!) : BULK[way]) }),
			credentials: ['wavyApi'],
		},
	],
	single: ({ concurrency = 10 }: Job): Step[] => [
		{
			name: 'Send',
			type: 'wavy',
			parameters: {
				operation: 'send',
				to: '5511900000000',
				text: 'Your parcel is here',
				options: { concurrency, requestsPerSecond: 0 },
			},
			credentials: ['wavyApi'],
		},
	],
	oneByOne: (_job: Job, url: string): Step[] => [
		{
			name: 'Send',
			type: 'oneByOne',
			parameters: { url, id: '={{ $json.clientMessageId }}', recipient: '={{ $json.recipient }}', sender: 'Shop', text: '={{ $json.content.text }}' },
			credentials: ['wirayaApi'],
		},
	],
	http: (_job: Job, url: string): Step[] => [request(url, '={{ { communications: [$json] } }}')],
	httpBatched: (_job: Job, url: string): Step[] => [
		request(url, '={{ { communications: [$json] } }}', { batching: { batch: { batchSize: 50, batchInterval: 1000 } } }),
	],
	expert: (_job: Job, url: string): Step[] => [
		{ name: 'Aggregate', type: BASE.aggregate, parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: 'data', options: {} }, to: [['Request']] },
		{ ...request(url, '={{ { communications: $json.data } }}'), to: [['Split Out']] },
		{ name: 'Split Out', type: BASE.splitOut, parameters: { fieldToSplitOut: 'results', options: {} }, to: [['Loop']] },
		{ name: 'Loop', type: BASE.loop, typeVersion: 3, parameters: { batchSize: BATCH, options: {} }, to: [[], ['Aggregate']], isFirst: true },
	],
	prepare: (): Step[] => [{ name: 'Prepare', type: 'prepareMessages', parameters: { to: OURS.two.to!, text: OURS.two.text!, checks: ALL_CHECKS } }],
	bare: ({ way = 'item' }: Job): Step[] => [{ name: 'Bare', type: 'bare', parameters: BARE[way] }],
} satisfies Record<string, (job: Job, url: string) => Step[]>;

/** Every check of Prepare Messages, none of which leaves a message out. */
const ALL_CHECKS: INodeParameters = {
	allowedCountries: 'GB, SE',
	allowedHours: { hours: { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7], holidays: '1999-12-25', clock: 'recipient', outside: 'later' } },
	maxMessages: 1_000_000,
	maxPerCountry: 1_000_000,
	maxSegments: 3,
	mobileOnly: true,
	plainCharacters: 'plain',
	prices: { price: [{ country: '*', amount: 0.05, currency: 'EUR' }] },
	twice: 'recipientAndText',
};

const OURS: Record<Way, INodeParameters> = {
	item: { options: { messageFrom: 'item' }, contentType: 'variesByItem' },
	fixed: { contentType: 'SMSFromAlpha', to: '447700900123', from: 'Shop', text: 'Your parcel is here. Pick it up until Friday.' },
	two: {
		contentType: 'SMSFromAlpha',
		to: '={{ $json.recipient }}',
		from: 'Shop',
		text: `=Your parcel {{ $json.parcel }} is here. Pick it up until {{ $json['Pick Up Day'] }}; code {{ $json.code }}.`,
	},
	five: {
		contentType: 'SMSProject',
		to: '={{ $json.recipient }}',
		additionalFields: {
			projectId: '={{ $json.content.projectId }}',
			placeholders: ['={{ $json.content.placeholders[0] }}', '={{ $json.content.placeholders[1] }}'],
			correlationId: '={{ $json.clientMessageId }}',
		},
	},
	body: {
		options: { messageFrom: 'json' },
		contentType: 'SMSProject',
		messageJson:
			'={\n\t"recipient": "{{ $json.recipient }}",\n\t"projectId": {{ $json.content.projectId }},\n\t"placeholders": ["{{ $json.content.placeholders[0] }}", "{{ $json.content.placeholders[1] }}"],\n\t"clientMessageId": "{{ $json.clientMessageId }}"\n}',
	},
	collection: {},
	json: { options: { messageFrom: 'json' }, contentType: 'variesByItem', messageJson: '={{ $json }}' },
};

const BULK: Partial<Record<Way, INodeParameters>> = {
	item: { options: { messageFrom: 'item' } },
	collection: {
		to: '={{ $json.destination }}',
		text: '',
		additionalFields: {
			flowId: FLOW,
			params: { pair: ['name', 'order', 'day'].map((name) => ({ name, value: `={{ $json.params.${name} }}` })) },
			correlationId: '={{ $json.correlationId }}',
		},
	},
};

/** Our node without its pace, because no other contestant has one. */
function withoutPace(parameters: INodeParameters, options: INodeParameters = {}): INodeParameters {
	return { ...parameters, options: { ...(parameters.options as INodeParameters | undefined), batchSize: BATCH, requestsPerSecond: 0, ...options } };
}

/** The same expressions with a comment in each. The node leaves these to n8n, and the comment does not slow n8n down. */
function evaluated(parameters: INodeParameters): INodeParameters {
	return JSON.parse(JSON.stringify(parameters).replaceAll(' }}', ' /**/ }}')) as INodeParameters;
}

/** The same expressions. */
const BARE: Record<Way, INodeParameters> = {
	item: {},
	fixed: { one: '447700900123', two: 'Shop', three: 'Your parcel is here. Pick it up until Friday.' },
	two: { one: '={{ $json.recipient }}', two: 'Shop', three: OURS.two.text! },
	five: {
		one: '={{ $json.recipient }}',
		two: '={{ $json.content.projectId }}',
		three: '={{ $json.content.placeholders[0] }}',
		four: '={{ $json.content.placeholders[1] }}',
		five: '={{ $json.clientMessageId }}',
	},
	body: { one: OURS.body.messageJson! },
	collection: {},
	json: { one: '={{ $json }}' },
};

function request(url: string, body: string, options: IDataObject = {}): Step {
	return {
		name: 'Request',
		type: BASE.request,
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendBody: true,
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: body,
			options: options as INodeParameters,
		},
		credentials: ['httpHeaderAuth'],
	};
}
