import { declared, id, own } from '../../../core/input/form';
import { singleLimits } from '../shared/limits';

export const form = {
	messageId: own<string>()('text', {
		label: 'Message ID',
		help: "Capillary's number of the message, from a customer's interactions or an event. Capillary: messageId.",
		example: '1706734307814',
		required: true,
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, which stays in n8n; one is made if empty.',
		example: 'order-10001',
	}),
};

export const panel = { ...declared(form), example: { messageId: '1706734307814' }, limits: singleLimits };
