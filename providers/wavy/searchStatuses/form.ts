import { declared, own } from '../../../core/input/form';
import { searchLimits } from '../shared/searchLimits';

export const form = {
	messageIds: own<string[]>()('text', {
		label: 'Message IDs',
		help: "Wavy's IDs, one or many: separated by commas, or a list from an expression. Many in one search are faster: Wavy allows one search a second.",
		hint: 'All items at once, with Execute Once in Settings: {{ $input.all().map((item) => item.json.messageId) }}',
		example: '9cb87d36-79af-11e5-89f3-1b0591cdf807',
	}),
	correlationIds: own<string[]>()('text', {
		label: 'Correlation IDs',
		help: 'Your own IDs, one or many, instead of Message IDs or beside them',
		example: 'order-10001, order-10002',
	}),
};

export const panel = { ...declared(form), limits: searchLimits, idempotent: true as const };
