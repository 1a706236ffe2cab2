import { field, shape, text, type Field } from '../../../core/input/fields';

/** Which message is asked after. */
export interface Asked {
	messageId: string;
}

const FIX = 'Give the messageId that Send or Send Batch returned.';

const readText = text(FIX, 200);

/** Dots alone would make another path. */
const messageId: Field<string> = field((value, refuse) => {
	const id = readText(value);
	return /^\.+$/.test(id) ? refuse(`is "${id}", which is no ID`, FIX) : id;
});

export const question: Field<Asked> = shape({ messageId });
