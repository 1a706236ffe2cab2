import { flagOf, isOtherRecipient, isOtherWord } from '../../../core/http/answer';
import { excerpt } from '../../../core/http/failure';
import { jsonRequest } from '../../../core/http/http';
import { unclearAnswer } from '../../../core/http/unknown';
import { formReader, type Filled } from '../../../core/input/formReader';
import { reader, type Reader } from '../../../core/input/schema';
import type { RequestOperation } from '../../../core/request/operation';
import { connections } from '../connection';
import { entityValue } from '../shared/entity';
import { wordsOf } from '../shared/issues';
import { otpRefused, REFUSED } from '../shared/otpCodes';
import { readSingle } from '../shared/single';
import { form, panel } from './form';

type Params = Filled<typeof form>;

/** "OTP invalid or expired", "validation failed", "no valid OTP": these codes answer the question with no. */
const NOT_VALID = new Set(['605', '876', '9001']);
const KNOWN = new Set([...REFUSED, ...NOT_VALID]);
const MAY_BE_NO = new Set([400, 404, 409, 412, 422]);

/** `POST /v2/otp/validate` */
export const validate: RequestOperation<Params> = {
	...panel,
	provider: 'capillary',
	connections,
	once: {
		done: 'answered',
		identity: ({ entityType, to, action }) => [entityType, to, action],
		details: ({ code }) => [code],
		keep: ({ valid }) => ({ valid }),
		recall: (params, { valid }) => recordOf(params, valid === true, []),
	},
	reader: (settings) => formReader(form, settings, { to: entityValue(settings), code: typedCode }),
	about: (params) => aboutOf(params),
	secrets: ({ code }) => [code],
	encode: ({ entityType, to, action, code }, { baseUrl }) => jsonRequest('POST', `${baseUrl}/v2/otp/validate`, { entityType, entityValue: to, action, code }),
	decode(answer, params) {
		const read = readSingle(answer, KNOWN);
		// A no may come with its own status. An unreadable answer may be a no as well, and the try may have counted.
		if (!read && MAY_BE_NO.has(answer.status)) return { ...unclearAnswer("The provider's answer could not be read: it has no errors", answer.status), providerMessage: excerpt(answer.body) };
		if (!read) return null;
		const { result, errors, warnings } = read;
		const finding = (valid: boolean, said: string[]) => [{ record: recordOf(params, valid, said), raw: result }];
		if (errors.length > 0) {
			const no = errors.every(({ code }) => NOT_VALID.has(String(code)));
			return no ? finding(false, [...warnings, ...errors.map((error) => `Capillary: ${wordsOf(error)}`)]) : otpRefused(errors, answer);
		}
		if (isOtherRecipient(result.entityValue, params.to) || isOtherWord(result.entityType, params.entityType) || isOtherWord(result.action, params.action)) throw new Error('it is of another customer');
		const valid = flagOf(result.entity);
		if (valid === null) throw new Error('it has no "entity"');
		return finding(valid, warnings);
	},
};

function recordOf(params: Params, valid: boolean, warnings: string[]): object {
	return { provider: 'capillary', ...aboutOf(params), valid, warnings };
}

function aboutOf({ entityType, to, action }: Params) {
	return { channel: entityType === 'EMAIL' ? 'email' : 'sms', recipient: to, action };
}

/** Letters and digits; a number is read as its digits. The refusal does not repeat the code. */
const typedCode: Reader<string> = reader((value, refuse) => {
	const fix = 'Give the code as the customer typed it, as text: a number loses the zeros at its front.';
	if (value === undefined || value === null) return refuse('is missing', fix);
	if (typeof value !== 'string' && !Number.isSafeInteger(value)) return refuse('is not text', fix);
	const code = String(value as string | number).trim();
	if (code === '') return refuse('is missing', fix);
	return /^\S{1,64}$/.test(code) ? code : refuse('contains a blank, or is longer than 64 characters', fix);
});
