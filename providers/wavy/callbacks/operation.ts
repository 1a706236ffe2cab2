import { sameSecret, type ReceiveOperation, type SecretAuth } from '../../../core/receive/receive';
import type { Receipt } from '../../../core/records/receipt';
import { entriesOf } from './entries';
import { inboundReceipt, statusReceipt, unaskedSchemas } from './sms';
import { TOKEN } from './form';
import { whatsappInbound, whatsappStatus } from './whatsapp';

/**
 * All callbacks of Wavy: sent status, delivery report and received messages, of SMS and WhatsApp, by POST and GET. The fields show which one it is,
 * so one address serves them all. Wavy signs nothing, so that address holds a secret.
 */
export const receive: ReceiveOperation<SecretAuth> = {
	provider: 'wavy',
	verify: ({ query }, { secret }) => sameSecret(query[TOKEN], secret),
	secrets: ({ secret }) => [secret],
	entries: entriesOf,
	read: (raw) => ({ record: receiptOf(raw), raw }),
};

/** @throws Error if it is none of them */
function receiptOf(raw: unknown): Receipt {
	if (typeof raw !== 'object' || raw === null) throw new Error('it is no object');
	const isInbound = 'source' in raw;
	// Only WhatsApp uses these names; an SMS has a short code.
	const isWhatsapp = 'origin' in raw || 'message' in raw;
	const record = isWhatsapp
		? (isInbound ? whatsappInbound : whatsappStatus)(raw)
		: isInbound
			? inboundReceipt(unaskedSchemas.inbound.parse(raw))
			: statusReceipt(unaskedSchemas.status.parse(raw));
	if (!record.messageId && !record.correlationId && !isInbound) throw new Error('it has neither an ID nor a correlation ID');
	return record;
}
