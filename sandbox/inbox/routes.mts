import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access.mts';
import { explainErrors } from '../explain.mts';
import type { SandboxState } from '../state.mts';
import { attachmentHeaders, MAIL_POLICY } from './mail.mts';
import { loadPage } from './page.mts';
import { Subscriber } from './subscriber.mts';

const filterQuery = z.object({ channel: z.string().max(50).default(''), search: z.string().max(200).default('') });

const placeParams = z.object({ sequence: z.coerce.number().int(), index: z.coerce.number().int().default(0) });

/** The web inbox at `/` and its event stream. */
export function addInboxRoutes(app: FastifyInstance, state: SandboxState, { token }: Access): void {
	const page = loadPage(token);
	explainErrors(app);
	app.get('/', (_request, reply) =>
		reply.header('content-security-policy', page.policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.html),
	);
	app.get('/favicon.ico', (_request, reply) => reply.status(204).send());
	app.get('/inbox/messages/:sequence/body', (request, reply) => {
		const { sequence } = placeParams.parse(request.params);
		const message = state.journal.at(sequence);
		if (message === undefined) return reply.status(404).send({ error: 'There is no such message.' });
		return reply.header('content-security-policy', MAIL_POLICY).type('text/html; charset=utf-8').send(message.text ?? '');
	});
	app.get('/inbox/messages/:sequence/attachments/:index', (request, reply) => {
		const { sequence, index } = placeParams.parse(request.params);
		const message = state.journal.at(sequence);
		const content = state.journal.attachments.find(sequence, index);
		if (message === undefined || content === undefined) return reply.status(404).send({ error: 'There is no such file, or it is no longer kept.' });
		return reply.headers(attachmentHeaders(message, index)).send(content);
	});
	app.get('/inbox/events', (request, reply) => {
		const filter = filterQuery.parse(request.query);
		reply.hijack();
		new Subscriber(reply.raw, state, filter).start();
	});
}
