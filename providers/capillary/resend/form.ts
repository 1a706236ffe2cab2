import { declared, id, own } from '../../../core/input/form';
import { singleLimits } from '../shared/limits';

export const form = {
	messageId: own<string>()('text', {
		label: 'Message ID',
		help: "The number by which Capillary knows the message, from a customer's interactions or an event. It is sent once more to whom it was sent before.",
		example: '1706734307814',
		required: true,
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, different for every item. It stays in n8n, as Capillary has no field for it. One is made if empty.',
	}),
};

export const panel = { ...declared(form), example: { messageId: '1706734307814' }, limits: singleLimits };
