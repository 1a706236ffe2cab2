import { text } from '../../../core/input/fields';
import { formReader, type Filled } from '../../../core/input/formReader';
import { field, type Field } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { form } from './form';

/** Which message is asked after. */
export type Asked = Filled<typeof form>;

const FIX = 'Give the messageId that Send or Send Batch returned.';
const readText = text(FIX, 200);

/** Dots alone would make another path. */
const messageId: Field<string> = field((value, refuse) => {
	const id = readText(value);
	return /^\.+$/.test(id) ? refuse(`is "${id}", which is no ID`, FIX) : id;
});

export function questionReader(settings: ReadSettings): Field<Asked> {
	return formReader(form, settings, { messageId });
}
