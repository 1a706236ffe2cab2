import type { Connection } from '../../core/http/connection.ts';

export const connection: Connection = {
	credential: 'pigeonApi',
	label: 'Pigeon Post',
	addressFields: 'Base URL',
	baseUrl: ({ host }) => `${String(host)}/pigeon`,
	sign: ({ ring }) => ({ 'Pigeon-Ring': String(ring) }),
	secretFields: ['ring'],
	test: { method: 'GET', path: '/sightings/none', alsoGood: (status) => status === 404, complaint: (status) => (status === 401 ? 'The ring is unknown' : null) },
};
