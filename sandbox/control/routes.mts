import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { guardChanges, type Access } from '../access.mts';
import { explainErrors } from '../explain.mts';
import { faultSchema, refusalSchema } from '../faults/schema.mts';
import type { Listener } from '../listener.mts';
import { callbackBody, callbackChange } from '../callbacks/schema.mts';
import type { SandboxState } from '../state.mts';
import { deliveriesQuery, editorBody, inboundBody, latencyBody, listeningBody, messagesQuery, requestsQuery, statusRule } from './schema.mts';

/** The control API, route by route as in docs/sandbox.md. */
export function addControlRoutes(app: FastifyInstance, state: SandboxState, listener: Listener, access: Access): void {
	guardChanges(app, access);
	explainErrors(app);
	addLookingRoutes(app, state);
	addFaultRoutes(app, state);
	addRefusalRoutes(app, state);
	addStatusRoutes(app, state);
	addInboundRoutes(app, state);
	addCallbackRoutes(app, state);
	addServerRoutes(app, state, listener);
}

function addLookingRoutes(app: FastifyInstance, state: SandboxState): void {
	const { journal, faults, refusedRecipients } = state;
	app.get('/control/state', () => ({
		providers: state.providers.map(({ name, title }) => ({ name, title, path: `/${name}` })),
		latencyMs: state.latencyMs,
		counts: state.counts(),
		faults: faults.list(),
		refusedRecipients: refusedRecipients.list(),
	}));
	app.get('/control/messages', (request) => {
		const { offset, limit, ...filter } = messagesQuery.parse(request.query);
		return page(journal.messages, filter, offset, limit);
	});
	app.get('/control/acts', () => ({ total: journal.acts.length, acts: journal.acts }));
	app.get('/control/requests', (request) => {
		const { offset, limit, ...filter } = requestsQuery.parse(request.query);
		return page(journal.requests, filter, offset, limit);
	});
	app.get('/control/duplicates', () => ({ duplicates: state.duplicates(), counts: journal.counts.duplicates }));
}

function addFaultRoutes(app: FastifyInstance, { faults }: SandboxState): void {
	app.get('/control/faults', () => faults.list());
	app.post('/control/faults', (request, reply) => {
		// One fault or a list of them; all are read before the first is added.
		const added = Array.isArray(request.body) ? z.array(faultSchema).parse(request.body) : [faultSchema.parse(request.body)];
		return reply.status(201).send({ ids: added.map((fault) => faults.add(fault)) });
	});
	app.delete('/control/faults', () => ({ cleared: faults.clear() }));
	app.delete<{ Params: { id: string } }>('/control/faults/:id', (request, reply) => {
		const cleared = faults.clear(Number(request.params.id));
		return reply.status(cleared === 0 ? 404 : 200).send(cleared === 0 ? { error: 'There is no fault with this id.' } : { cleared });
	});
}

function addRefusalRoutes(app: FastifyInstance, { refusedRecipients }: SandboxState): void {
	app.get('/control/recipients', () => refusedRecipients.list());
	app.post('/control/recipients', (request, reply) => {
		refusedRecipients.add(refusalSchema.parse(request.body));
		return reply.status(201).send(refusedRecipients.list());
	});
	app.delete('/control/recipients', () => {
		refusedRecipients.clear();
		return refusedRecipients.list();
	});
}

function addStatusRoutes(app: FastifyInstance, { statuses, callbacks }: SandboxState): void {
	app.get('/control/statuses', () => statuses.list());
	app.post('/control/statuses', (request, reply) => {
		const rule = statusRule.parse(request.body);
		statuses.set(rule);
		callbacks.statusSet(rule);
		return reply.status(201).send(statuses.list());
	});
	app.delete('/control/statuses', () => {
		statuses.clear();
		return statuses.list();
	});
}

function addInboundRoutes(app: FastifyInstance, { inbound, callbacks }: SandboxState): void {
	app.get('/control/inbound', () => inbound.list());
	app.post('/control/inbound', (request, reply) => {
		const message = inbound.add(inboundBody.parse(request.body));
		callbacks.messageReceived(message);
		return reply.status(201).send(message);
	});
	app.delete('/control/inbound', () => {
		inbound.clear();
		return inbound.list();
	});
}

function addCallbackRoutes(app: FastifyInstance, { callbacks }: SandboxState): void {
	const unknown = { error: 'There is no address with this id.' };
	app.get('/control/callbacks', () => callbacks.list());
	app.get('/control/callbacks/deliveries', (request) => {
		const { offset, limit, ...filter } = deliveriesQuery.parse(request.query);
		return page(callbacks.deliveries, filter, offset, limit);
	});
	app.post('/control/callbacks', (request, reply) => {
		const rule = callbackBody.parse(request.body);
		if (!callbacks.serves(rule.provider)) return reply.status(400).send({ error: 'No such provider calls back.', issues: ['provider: none of this name calls back'] });
		return reply.status(201).send({ id: callbacks.put(rule) });
	});
	app.patch<{ Params: { id: string } }>('/control/callbacks/:id', (request, reply) => {
		const changed = callbacks.change(request.params.id, callbackChange.parse(request.body));
		return reply.status(changed ? 200 : 404).send(changed ? callbacks.list().find(({ id }) => id === request.params.id) : unknown);
	});
	app.delete('/control/callbacks', () => ({ removed: callbacks.remove() }));
	app.delete<{ Params: { id: string } }>('/control/callbacks/:id', (request, reply) => {
		const removed = callbacks.remove(request.params.id);
		return reply.status(removed === 0 ? 404 : 200).send(removed === 0 ? unknown : { removed });
	});
}

function addServerRoutes(app: FastifyInstance, state: SandboxState, listener: Listener): void {
	app.put('/control/latency', (request) => {
		state.latencyMs = latencyBody.parse(request.body).ms;
		return { latencyMs: state.latencyMs };
	});
	app.put('/control/editor', (request) => {
		state.editorUrl = editorBody.parse(request.body).url;
		state.journal.changed();
		return { url: state.editorUrl };
	});
	app.delete('/control/tokens', () => {
		state.expireTokens();
		return { expired: true };
	});
	app.post('/control/release', () => ({ released: state.holds.release() }));
	app.post('/control/listening', (request, reply) => {
		const { forMs } = listeningBody.parse(request.body);
		// The answer must leave before its connection is cut.
		reply.raw.once('close', () => void listener.shut(forMs));
		return reply.header('connection', 'close').send({ listening: false, forMs });
	});
	app.post('/control/reset', () => {
		state.reset();
		return { reset: true };
	});
}

/** One page of the entries that match the filter, and their number. */
function page<T extends object>(entries: readonly T[], filter: Partial<T>, offset: number, limit: number) {
	const wanted = Object.entries(filter).filter(([, value]) => value !== undefined) as [keyof T, unknown][];
	const found = wanted.length === 0 ? entries : entries.filter((entry) => wanted.every(([key, value]) => entry[key] === value));
	return { total: found.length, offset, items: found.slice(offset, offset + limit) };
}
