import type { DateTime } from 'luxon';

import { optionalDateTime, optionalText } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { z } from '../../../vendor/zod';

/** Which received messages are asked for. */
export interface Asked {
	start: DateTime | null;
	end: DateTime | null;
	subAccount: string | null;
}

export function questionSchema(settings: ReadSettings): z.ZodType<Asked, z.ZodTypeDef, unknown> {
	return z
		.object({
			start: optionalDateTime(settings),
			end: optionalDateTime(settings),
			subAccount: optionalText('Give the sub-account as text.'),
		})
		.superRefine(({ start, end }, context) => {
			if (start === null || end === null || start < end) return;
			context.addIssue({ code: 'custom', path: ['end'], message: 'is not after Start', params: { fix: 'Give a later End, or leave it empty: then it is the present time.' } });
		});
}
