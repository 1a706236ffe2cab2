import { declared, text } from '../../../core/input/form';
import { contactId } from '../shared/contactId';
import { flowLimits } from '../shared/limits';

export const form = {
	contactId,
	campaign: text({
		label: 'Campaign',
		help: 'Identifier of the campaign, as Wiraya gave it to you',
		example: '7',
		fix: 'Give the identifier Wiraya gave you.',
		required: true,
	}),
	iteration: text({
		label: 'Iteration',
		help: 'Which round it is, if the same contacts are contacted again and again',
		example: '2031-01',
		fix: 'Give it as text, such as 2031-01, or leave it empty.',
	}),
};

/** The vendor does not say what a second request does, so the engine never repeats it. */
export const panel = { ...declared(form), limits: flowLimits, idempotent: false as const };
