import { USUAL_KINDS, type Provider } from '../../core/provider.ts';
import { letterPanel, sightingsPanel } from './form.mts';

export const pigeon: Provider = {
	name: 'pigeon',
	usual: 'post',
	callbacks: { form: {}, secretWhen: 'always', kinds: USUAL_KINDS, statuses: ['delivered', 'failed'], load: async () => (await import('./receipts.mts')).trigger },
	operations: [
		{ ...sightingsPanel, kind: 'request', value: 'sightings', label: 'Get Sightings', action: 'Get sightings of pigeon', help: 'Look up where a pigeon was seen', load: async () => (await import('./lookup.mts')).sightings },
		{ ...letterPanel, kind: 'send', value: 'post', label: 'Post', action: 'Post letter', help: 'Send a letter by pigeon', load: async () => (await import('./send.mts')).post },
	],
};
