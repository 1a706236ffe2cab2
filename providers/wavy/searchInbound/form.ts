import { dateTime, declared, text } from '../../../core/input/form';
import { searchLimits } from '../shared/searchLimits';

export const form = {
	start: dateTime({
		label: 'Start',
		help: "Messages received from then on; Wavy keeps them for 5 days, which is also where it starts if empty. Without an offset the workflow's time zone applies.",
	}),
	end: dateTime({ label: 'End', help: 'Messages received until then; until now if empty' }),
	subAccount: text({ label: 'Sub-Account', example: 'shop-north', help: 'Whose messages. Only an administrator may name a sub-account.', fix: 'Give the sub-account as text.' }),
};

export const panel = { ...declared(form), limits: searchLimits, idempotent: true as const };
