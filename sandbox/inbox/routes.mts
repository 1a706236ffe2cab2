import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { explainErrors } from '../explain.mts';
import type { SandboxState } from '../state.mts';
import { loadPage } from './page.mts';
import { Subscriber } from './subscriber.mts';

const filterQuery = z.object({ channel: z.string().max(50).default(''), search: z.string().max(200).default('') });

/** The web inbox at `/` and the stream it lives on. */
export function addInboxRoutes(app: FastifyInstance, state: SandboxState): void {
	const page = loadPage();
	explainErrors(app);
	app.get('/', (_request, reply) =>
		reply.header('content-security-policy', page.policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.html),
	);
	app.get('/favicon.ico', (_request, reply) => reply.status(204).send());
	app.get('/inbox/events', (request, reply) => {
		const filter = filterQuery.parse(request.query);
		reply.hijack();
		new Subscriber(reply.raw, state, filter).start();
	});
}
