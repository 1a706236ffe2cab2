import type { FastifyError, FastifyInstance } from 'fastify';
import { ZodError } from 'zod';

/** Answers a request that the schemas refuse with 400 and the names of the bad fields. */
export function explainErrors(app: FastifyInstance): void {
	app.setErrorHandler((error: FastifyError | ZodError, _request, reply) => {
		if (!(error instanceof ZodError)) return reply.status(error.statusCode ?? 500).send({ error: error.message });
		const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
		return reply.status(400).send({ error: 'The sandbox cannot do this; see docs/sandbox.md.', issues });
	});
}
