import { own } from '../../../core/input/form';

/** The user's own ID of the customer, in every call of the communication flow. */
export const contactId = own<string>()('text', {
	label: 'Contact ID',
	help: 'Your own ID of the customer, the same in all calls. It should not reveal who the customer is.',
	example: '123456',
	required: true,
});
