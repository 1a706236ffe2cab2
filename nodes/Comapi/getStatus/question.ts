import { field, text, type Field } from '../../../core/fields';
import { z } from '../../../vendor/zod';

/** Which message is asked after. */
export interface Asked {
	messageId: string;
}

const FIX = 'Give the messageId that Send or Send Batch returned.';

/** Dots alone would make another path. */
const messageId: Field<string> = text(FIX, 200).pipe(field((id, refuse) => (/^\.+$/.test(String(id)) ? refuse(`is "${String(id)}", which is no ID`, FIX) : String(id))));

export const question: z.ZodType<Asked, z.ZodTypeDef, unknown> = z.object({ messageId });
