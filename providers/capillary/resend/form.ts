import { declared, own } from '../../../core/input/form';
import { correlationId } from '../shared/correlationId';
import { singleLimits } from '../shared/limits';

export const form = {
	messageId: own<string>()('text', {
		label: 'Message ID',
		help: "Capillary's number of the message, from a customer's interactions or an event. Capillary: messageId.",
		example: '1706734307814',
		required: true,
	}),
	correlationId,
};

export const panel = { ...declared(form), example: { messageId: '1706734307814' }, limits: singleLimits };
