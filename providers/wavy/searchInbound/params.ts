import { formReader, type Filled } from '../../../core/input/formReader';
import { refuse, type Field } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { form } from './form';

/** Which received messages are asked for. */
export type Asked = Filled<typeof form>;

export function questionReader(settings: ReadSettings): Field<Asked> {
	const read = formReader(form, settings);
	return (given) => {
		const asked = read(given);
		if (asked.start === null || asked.end === null || asked.start < asked.end) return asked;
		return refuse('is not after Start', 'Give a later End, or leave it empty: then it is the present time.', 'end');
	};
}
