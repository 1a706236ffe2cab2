import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The header with the token. A page of another host needs permission (CORS) to send this header, and never gets it. */
export const TOKEN_HEADER = 'x-sandbox-token';

/** Names of this machine that do not depend on a name server. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Headers that limit what a browser does with an answer to what the page itself needs. */
export const SAFE_HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
};

export interface Access {
	/** The token for control requests that change something. */
	readonly token: string;
	/** Why a request is refused, whatever it asks for; null if it is allowed. */
	complaint(url: string, headers: IncomingHttpHeaders): string | null;
	/** The same for a request that changes something. */
	tokenComplaint(headers: IncomingHttpHeaders): string | null;
}

/**
 * Decides which requests are allowed. The sandbox listens only on this machine, but every page that its user opens in a browser can reach it: through a
 * host name that points here, or with a form. So a request must name this machine, must not come from another page, and needs a token to change
 * anything.
 * @param hosts names besides those of this machine, without a port
 */
export function accessOf({ hosts = [], token = randomBytes(24).toString('base64url') }: { hosts?: readonly string[]; token?: string }): Access {
	const names = new Set([...LOOPBACK, ...hosts.map((name) => name.toLowerCase())]);
	return {
		token,
		complaint(url, headers) {
			const host = hostOf(`http://${headers.host ?? ''}`);
			if (host === null || !names.has(host.hostname)) return `The sandbox is not called ${host?.hostname ?? 'that'}. Start it with --host and the name by which it is reached.`;
			if (headers.origin !== undefined && hostOf(headers.origin)?.host !== host.host) return 'The sandbox answers no page but its own.';
			// Another page embeds it, for example as an image, a script or a frame.
			if (isForeign(headers) && !(url === '/' && headers['sec-fetch-dest'] === 'document')) return 'The sandbox answers no page but its own.';
			return null;
		},
		tokenComplaint: (headers) => (isEqual(headers[TOKEN_HEADER], token) ? null : `The header ${TOKEN_HEADER} with the token that the sandbox told at its start is missing or wrong.`),
	};
}

/** Checks every request first, for every path. */
export function guard(app: FastifyInstance, access: Access): void {
	app.addHook('onRequest', (request, reply, done) => refuseOrGoOn(reply, access.complaint(request.raw.url ?? '', request.headers), done));
	app.addHook('onSend', (_request, reply, payload, done) => {
		for (const [name, value] of Object.entries(SAFE_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
		done(null, payload);
	});
}

/** For routes where every method except GET changes something. The path does not decide, because one path can be written in many ways. */
export function guardChanges(app: FastifyInstance, access: Access): void {
	app.addHook('onRequest', (request, reply, done) => {
		const changes = request.method !== 'GET' && request.method !== 'HEAD';
		refuseOrGoOn(reply, changes ? access.tokenComplaint(request.headers) : null, done);
	});
}

function refuseOrGoOn(reply: FastifyReply, complaint: string | null, goOn: () => void): void {
	if (complaint === null) goOn();
	else void reply.status(403).send({ error: complaint });
}

/** Browsers say where a page's request comes from. A tab that the user opened says `none`; other clients send nothing. */
function isForeign(headers: IncomingHttpHeaders): boolean {
	const site = headers['sec-fetch-site'];
	return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function isEqual(given: string | string[] | undefined, token: string): boolean {
	const [left, right] = [Buffer.from(String(given ?? '')), Buffer.from(token)];
	return left.length === right.length && timingSafeEqual(left, right);
}

function hostOf(url: string): { host: string; hostname: string } | null {
	return URL.canParse(url) ? new URL(url) : null;
}
