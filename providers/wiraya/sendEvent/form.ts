import { dateTime, declared, text } from '../../../core/input/form';
import { contactId } from '../shared/contactId';
import { flowLimits } from '../shared/limits';

export const form = {
	contactId,
	name: text({
		label: 'Event',
		help: 'Name of the event as agreed with Wiraya; case matters. Conversion is that of its example: the contact did what the campaign is for. Wiraya also expects one for an opt-out, whose name it does not publish: ask for yours.',
		example: 'Conversion',
		fallback: 'Conversion',
		fix: 'Give the name of the event, such as Conversion.',
		required: true,
	}),
	at: dateTime({
		label: 'At',
		help: "When it happened; now if empty. Without an offset the workflow's time zone applies. It is sent in UTC.",
	}),
};

/** The engine never sends an event twice. */
export const panel = { ...declared(form), limits: flowLimits, idempotent: false as const };
