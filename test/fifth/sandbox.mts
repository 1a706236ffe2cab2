import { randomUUID } from 'node:crypto';

import type { Answer, KeyState, Provider, Report, Row } from '../../sandbox/contract.mts';

interface LetterOnTheWire {
	correlation: string;
	address: string;
	words: string;
	notBefore?: number;
}

/** Places that a pigeon passes, by status. */
const ROUTE = { queued: [], sent: ['the river'], delivered: ['the river', 'the tower'] } as const;

/** Pigeon Post's side of the wire. It refuses a request with rude letters and names them. It also says where a pigeon was seen. */
export const pigeonPost: Provider = {
	name: 'pigeon',
	title: 'Pigeon Post',
	defaultKeys: ['silver-ring'],
	signIn: (ring: string) => ({ Ring: ring }),
	secretHeaders: ['pigeon-ring'],
	receive({ method, path, headers, body, keys, accepted }) {
		const key: KeyState = keys.includes(String(headers['pigeon-ring'])) ? 'right' : 'wrong';
		const settled = (answer: Answer) => ({ kind: 'answer' as const, key, answer });
		if (key !== 'right') return settled(json(401, {}));
		const ring = /^\/sightings\/([^/]+)$/.exec(path)?.[1];
		if (method === 'GET' && ring !== undefined) {
			const letter = accepted.find(decodeURIComponent(ring));
			const places = ROUTE[(letter?.status ?? 'queued') as keyof typeof ROUTE];
			return settled(letter ? json(200, places.map((place) => ({ place, at: letter.statusAt }))) : json(404, {}));
		}
		const loft = /^\/lofts\/(\w+)\/letters$/.exec(path)?.[1];
		if (method !== 'PUT' || loft === undefined) return settled(json(404, {}));
		const letters = JSON.parse(body.toString()) as LetterOnTheWire[];
		const bad = letters.filter(({ words }) => words.includes('rude')).map(({ correlation }) => ({ correlation, why: 'a rude word' }));
		if (letters.length > 10) return settled(json(413, {}));
		if (bad.length > 0) return settled(json(422, { bad }));
		return {
			kind: 'messages',
			key,
			rows: letters.map(toRow),
			// In another order than in the request.
			encode: (rows) => json(202, { flight: `flight-${loft}`, letters: rows.map(toAnswer).reverse() }),
		};
	},
	errorAnswer: (status) => json(status, {}),
	callbacks: {
		most: 100,
		sends: (report) => report.kind === 'inbound' || ['delivered', 'failed'].includes(report.message.status),
		write: (reports) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, query: {}, body: JSON.stringify(reports.map(toLanding)) }),
		sign: (request, { secret }) => ({ ...request, headers: { ...request.headers, 'keeper-ring': secret } }),
	},
};

function toRow({ correlation, address, words, notBefore }: LetterOnTheWire): Row {
	const scheduledAt = notBefore === undefined ? null : new Date(notBefore * 1000).toISOString();
	const message = { channel: 'pigeon', recipient: address, sender: null, text: words, details: {}, scheduledAt };
	return { correlationId: correlation, messageId: randomUUID(), verdict: 'accepted', message };
}

function toAnswer({ correlationId, messageId, verdict }: Row) {
	const state = { accepted: 'flown', refused: 'lost', transient: 'tired' }[verdict];
	return { correlation: correlationId, ring: messageId, state, at: '2026-11-22T03:00:00.000Z' };
}

function toLanding(report: Report) {
	const { messageId: ring } = report.message;
	if (report.kind === 'inbound') return { ring, state: 'landed', answer: report.message.text };
	return { ring, state: report.message.status === 'delivered' ? 'landed' : 'lost', at: report.message.statusAt };
}

function json(status: number, body: unknown): Answer {
	return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
