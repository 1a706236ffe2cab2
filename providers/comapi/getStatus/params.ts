import { text } from '../../../core/input/fields';
import { formReader, type Filled } from '../../../core/input/formReader';
import { reader, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { form } from './form';

/** The message to look up. */
export type Params = Filled<typeof form>;

const FIX = 'Give the messageId that a send returned.';
const readText = text(FIX, 200);

/** An ID of dots would change the path. */
const messageId: Reader<string> = reader((value, refuse) => {
	const id = readText(value);
	return /^\.+$/.test(id) ? refuse(`is "${id}", not an ID`, FIX) : id;
});

export function paramsReader(settings: ReadSettings): Reader<Params> {
	return formReader(form, settings, { messageId });
}
