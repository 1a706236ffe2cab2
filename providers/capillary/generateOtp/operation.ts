import { idOf, isOtherRecipient, isOtherWord } from '../../../core/http/answer';
import { jsonRequest } from '../../../core/http/http';
import type { SendOperation } from '../../../core/send/operation';
import { connections } from '../connection';
import { otpRefused, REFUSED } from '../shared/otpCodes';
import { decodeSingle } from '../shared/single';
import { panel } from './form';
import { generateReader, type Content } from './message';

const REPEATED = 'An earlier code was still valid, and was sent again.';

/** `POST /v2/otp/generate`: one code a request. */
export const generate: SendOperation<Content> = {
	...panel,
	provider: 'capillary',
	connections,
	reader: generateReader,
	encode: ([message], { baseUrl }) => jsonRequest('POST', `${baseUrl}/v2/otp/generate`, bodyOf(message!.recipient, message!.content)),
	/**
	 * "Asking again before expiry returns the same OTP, with `createdId` 1": then it is not an ID. The page's answer repeats nothing of the request. If an
	 * answer does, it must match.
	 */
	decode: (answer, [message]) =>
		decodeSingle(
			answer,
			REFUSED,
			({ createdId, entityValue, entityType, action }) => {
				const id = idOf(createdId) ?? '';
				if (!/^[1-9]\d*$/.test(id)) throw new Error('it has no createdId');
				const { content, recipient } = message!;
				if (isOtherRecipient(entityValue, recipient) || isOtherWord(entityType, content.entityType) || isOtherWord(action, content.action)) return undefined;
				return id === '1' ? { accepted: true, messageId: null, warnings: [REPEATED] } : { accepted: true, messageId: id };
			},
			otpRefused,
		),
};

/** Leaves out empty fields. */
function bodyOf(entityValue: string, { entityType, action, channels, ...texts }: Content): object {
	const given = Object.entries(texts).filter(([, value]) => value !== null);
	return { entityType, entityValue, action, ...Object.fromEntries(given), ...(channels.length > 0 && { channels }) };
}
