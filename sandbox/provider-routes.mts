import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from './contract.mts';
import { Exchange, placeBelow, type Settlement } from './exchange.mts';
import { deliver } from './faults/delivery.mts';
import type { SandboxState } from './state.mts';

/** The largest body that the sandbox reads; a larger one gets 413. No provider publishes such a limit. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Everything below `/<provider>` goes to that provider as raw bytes, because the provider judges it. */
export function addProviderRoutes(app: FastifyInstance, provider: Provider, state: SandboxState): void {
	const exchange = new Exchange(provider, state);
	readBodiesRaw(app);
	const headOf = ({ method, headers, raw }: FastifyRequest) => ({ method, headers, ...placeBelow(provider.name, raw.url ?? '/') });
	const send = async ({ fault, answer, messages }: Settlement, reply: FastifyReply) => {
		const tell = state.callbacks.accepting(provider.name, messages.filter(({ accepted }) => accepted).map(({ messageId }) => messageId));
		reply.hijack();
		if (state.latencyMs > 0) await delay(state.latencyMs, undefined, { ref: false });
		await deliver(fault, answer, reply.raw, state.holds).finally(tell);
	};
	app.addHook('onRequest', (request, reply, done) => {
		state.traffic.enter(request.raw, reply.raw);
		if (!exchange.turnsAway(headOf(request))) return done();
		reply.hijack();
		request.raw.socket.destroy();
	});
	app.setErrorHandler((error: FastifyError, request, reply) =>
		send(exchange.settleUnreadable(headOf(request), error.statusCode ?? 500, error.message), reply),
	);
	const handler = (request: FastifyRequest, reply: FastifyReply) => {
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		return send(exchange.settle({ ...headOf(request), body }), reply);
	};
	const options = { bodyLimit: BODY_LIMIT_BYTES };
	app.all(`/${provider.name}`, options, handler);
	app.all(`/${provider.name}/*`, options, handler);
}

/** The target of the `redirect` fault. It counts clients that follow, and those that bring their key along. */
export function addRedirectTarget(app: FastifyInstance, { providers, journal }: SandboxState): void {
	readBodiesRaw(app);
	for (const { name, secretHeaders } of providers) {
		app.all(`/redirected/${name}`, { bodyLimit: BODY_LIMIT_BYTES }, (request, reply) => {
			journal.counts.redirectsFollowed += 1;
			if (secretHeaders.some((header) => header in request.headers)) journal.counts.redirectsFollowedWithKey += 1;
			return reply.send({});
		});
	}
}

function readBodiesRaw(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
