import { declared, own } from '../../../core/input/form';
import { singleLimits } from '../shared/limits';
import { otpForm } from '../shared/otpForm';

export const form = {
	...otpForm,
	code: own<string>()('text', {
		label: 'Code',
		help: 'The code the customer typed. It appears in no output and no error of this node.',
		example: '{{ $json.code }}',
		secret: true,
		required: true,
	}),
};

/** A request may use up the code and one of few tries, so the engine never repeats it. */
export const panel = { ...declared(form), limits: singleLimits, idempotent: false as const };
