import { id } from '../../../core/input/form';

/** Capillary has no field for it. */
export const correlationId = id({
	more: true,
	label: 'Correlation ID',
	help: 'Your own ID of the message, which stays in n8n; one is made if empty.',
	example: 'order-10001',
});
