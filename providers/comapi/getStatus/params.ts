import { field, shape, text, type Field } from '../../../core/input/fields';

/** Which message is asked after. */
export interface Asked {
	messageId: string;
}

const FIX = 'Give the messageId that Send or Send Batch returned.';

/** Dots alone would make another path. */
const messageId: Field<string> = text(FIX, 200).pipe(field((id, refuse) => (/^\.+$/.test(String(id)) ? refuse(`is "${String(id)}", which is no ID`, FIX) : String(id))));

export const question: Field<Asked> = shape({ messageId });
