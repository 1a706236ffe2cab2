/**
 * The request of `POST /api/EnqueueCommunications`, written from the vendor's page "Enqueue Communications API
 * Documentation" (updated 04/03/2026). Everything that the page does not name is refused: a lenient sandbox hides bugs.
 */
import { z } from 'zod';

/** The page says "required"; .NET, which the page's conventions point to, counts an empty text as missing. */
const requiredText = z.string().min(1);

/** "iso format date string in UTC": ending in Z, with or without a fraction. */
const isoUtc = z.string().datetime({ offset: false });

const projectFields = {
	projectId: z.number().int().safe(),
	placeholders: z.array(z.string()),
	nextAttemptUtc: isoUtc.optional(),
};

const content = z.discriminatedUnion('$type', [
	z.object({ $type: z.literal('VoiceProject'), ...projectFields }).strict(),
	z.object({ $type: z.literal('SMSProject'), ...projectFields }).strict(),
	z.object({ $type: z.literal('WhatsappProject'), ...projectFields }).strict(),
	z.object({ $type: z.literal('SMSFromAlpha'), sender: requiredText.max(11), text: requiredText }).strict(),
]);

export const enqueueRequest = z
	.object({
		communications: z.array(z.object({ clientMessageId: requiredText, recipient: requiredText, content }).strict()),
	})
	.strict();

export type Content = z.infer<typeof content>;
export type Communication = z.infer<typeof enqueueRequest>['communications'][number];

/**
 * "Recipient's contact details"; every example is digits with the country code and without a plus.
 * Other forms are refused message by message, because the page does not call them malformed.
 */
export const READABLE_RECIPIENT = /^\d{7,15}$/;
