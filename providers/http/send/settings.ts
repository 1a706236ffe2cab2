import { isHeaderName } from '../../../core/http/http';
import { formReader } from '../../../core/input/formReader';
import { describe, refuse } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Template } from '../../../core/input/template';
import { settingsForm } from './form';
import { compileAnswer } from './rules';
import { compileTemplate } from './template';

/** The checked settings of an API. */
export type HttpSettings = ReturnType<typeof readSettings>;

/** Settings do not depend on the time or on options. */
const READING: ReadSettings = { timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 };

/** Headers that the request or the credential sets. */
const TAKEN = new Set(['authorization', 'host', 'content-type', 'content-length', 'connection', 'accept', 'cookie', 'transfer-encoding']);

/** @throws Refusal with the setting's key */
export function readSettings(given: Readonly<Record<string, unknown>>, isMany: boolean) {
	const read = formReader(settingsForm, READING, {
		message: (value) => value as Template,
		answer: (value) => value,
	})(given);
	const asForm = read.bodyFormat === 'form';
	if (isMany && asForm) refuse('is a form, and a list of messages is JSON', 'Choose JSON, or send one message a request.', 'bodyFormat');
	if (isMany && read.idempotencyHeader !== null) refuse('is set, and many messages travel in a request', 'Clear it, or send one message a request.', 'idempotencyHeader');
	if (!isMany && read.listKey !== null) refuse('is set, and one message travels in a request', 'Clear it, or choose the operation of many a request.', 'listKey');
	return {
		path: pathOf(read.path),
		method: read.method,
		isMany,
		asForm,
		template: compileTemplate(read.message ?? { text: '', expressions: [] }, { many: isMany, asForm, listKey: read.listKey }),
		rules: compileAnswer(read, isMany),
		addressKind: read.addressKind,
		numberFormat: read.numberFormat,
		channel: read.channel ?? { phone: 'sms', email: 'email', other: 'message' }[read.addressKind],
		idempotencyHeader: headerOf(read.idempotencyHeader, 'idempotencyHeader'),
		retryAfterHeader: headerOf(read.retryAfterHeader, 'retryAfterHeader')?.toLowerCase() ?? null,
	};
}

/** A path begins with exactly one slash, so it cannot name another server. */
function pathOf(path: string): string {
	if (/^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith('//')) return refuse(`is ${describe(path)}, a whole address`, 'Give what stands behind the Base URL of the credential, such as /v1/messages.', 'path');
	if (/[\s\\#{}]/.test(path)) return refuse(`is ${describe(path)}, which has a character that no path has`, 'Give it as the API\'s page has it, such as /v1/messages.', 'path');
	return path.startsWith('/') ? path : `/${path}`;
}

function headerOf(name: string | null, field: string): string | null {
	if (name !== null && (!isHeaderName(name) || TAKEN.has(name.toLowerCase()))) return refuse(`is ${describe(name)}, which cannot be its name`, "Give the header's name as the API's page has it.", field);
	return name;
}
