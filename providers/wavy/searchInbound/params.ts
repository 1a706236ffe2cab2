import { formReader, type Filled } from '../../../core/input/formReader';
import { refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { form } from './form';

/** Which received messages to search for. */
export type Params = Filled<typeof form>;

export function paramsReader(settings: ReadSettings): Reader<Params> {
	const read = formReader(form, settings);
	return (given) => {
		const params = read(given);
		if (params.start === null || params.end === null || params.start < params.end) return params;
		return refuse('is not after Start', 'Give a later End, or leave it empty: then it is the present time.', 'end');
	};
}
