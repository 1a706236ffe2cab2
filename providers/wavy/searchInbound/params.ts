import type { DateTime } from 'luxon';

import { optionalDateTime, optionalText, refuse, shape, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';

/** Which received messages are asked for. */
export interface Asked {
	start: DateTime | null;
	end: DateTime | null;
	subAccount: string | null;
}

export function questionReader(settings: ReadSettings): Field<Asked> {
	const read = shape({
		start: optionalDateTime(settings),
		end: optionalDateTime(settings),
		subAccount: optionalText('Give the sub-account as text.'),
	});
	return (given) => {
		const asked = read(given);
		if (asked.start === null || asked.end === null || asked.start < asked.end) return asked;
		return refuse('is not after Start', 'Give a later End, or leave it empty: then it is the present time.', 'end');
	};
}
