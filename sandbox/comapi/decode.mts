import { z } from 'zod';
import { messageRequest, type MessageRequest } from './schema.mts';

/** `{ paramName, message }`, as the vendor's Android SDK reads them from services of this family. */
export interface ValidationFailure {
	paramName: string;
	message: string;
}

/** The request gets 400 with these failures. */
export class InvalidRequest extends Error {
	constructor(readonly failures: ValidationFailure[]) {
		super(failures.map(({ paramName, message }) => `${paramName}: ${message}`).join('; '));
	}
}

const MOST_MESSAGES = 5000;
const batchRequest = z.array(messageRequest);

/** @throws {InvalidRequest} */
export function decodeMessage(body: Buffer): MessageRequest {
	return read(messageRequest, parse(body));
}

/** @throws {InvalidRequest} */
export function decodeBatch(body: Buffer): MessageRequest[] {
	const parsed = parse(body);
	if (!Array.isArray(parsed)) throw new InvalidRequest([{ paramName: '', message: 'a batch is an array' }]);
	if (parsed.length === 0 || parsed.length > MOST_MESSAGES) {
		throw new InvalidRequest([{ paramName: '', message: `a batch has 1 to ${MOST_MESSAGES} messages, not ${parsed.length}` }]);
	}
	return read(batchRequest, parsed);
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
	} catch {
		throw new InvalidRequest([{ paramName: '', message: 'the body is no JSON in UTF-8' }]);
	}
}

function read<Value>(schema: z.ZodType<Value, z.ZodTypeDef, unknown>, parsed: unknown): Value {
	const result = schema.safeParse(parsed);
	if (result.success) return result.data;
	throw new InvalidRequest(result.error.issues.map((issue) => ({ paramName: toPath(issue), message: issue.message })));
}

/** `[3].to.phoneNumber`; for an unknown key the key itself. */
function toPath(issue: z.ZodIssue): string {
	const keys = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
	return keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').replace(/^\./, '');
}
