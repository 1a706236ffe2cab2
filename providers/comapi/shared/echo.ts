import { isOtherRecipient, valueOf } from '../../../core/http/answer';
import { isObject } from '../../../core/input/schema';
import type { Message } from '../../../core/send/message';
import { CORRELATION_KEY, type Content } from './content';

/**
 * Whether an answer is about another message: it has another of our IDs in the metadata, or another address. If it repeats nothing, there is nothing
 * to compare.
 */
export function isOfAnother(answer: unknown, { content, correlationId }: Message<Content>): boolean {
	const repeated = valueOf(valueOf(answer, 'metadata'), CORRELATION_KEY);
	if (content.tagged && repeated !== undefined && repeated !== null && String(repeated as string) !== correlationId) return true;
	const to = valueOf(answer, 'to');
	if (!isObject(to)) return false;
	const named = Object.entries(to).filter(([, address]) => address !== null && address !== '');
	const known = named.filter(([key]) => valueOf(content.to, key) !== undefined);
	return (named.length > 0 && known.length === 0) || known.some(([key, address]) => isOtherRecipient(address, String(valueOf(content.to, key))));
}
