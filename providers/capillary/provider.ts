import type { Provider, SendEntry } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { panel as generateOtp } from './generateOtp/form';
import { panel as getInteractions } from './getInteractions/form';
import { panel as resend } from './resend/form';
import { panel as send } from './send/form';
import { panel as validateOtp } from './validateOtp/form';

const sent = { ...send, kind: 'send', load: async () => (await import('./send/operation')).send } satisfies Partial<SendEntry>;

export const capillary: Provider = {
	name: 'capillary',
	usual: 'sendSms',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	operations: [
		{ ...sent, preset: 'sms', value: 'sendSms', label: 'Send SMS', action: 'Send SMS', help: 'Send an SMS for every item, many in one request' },
		{ ...sent, preset: 'whatsapp', value: 'sendWhatsApp', label: 'Send WhatsApp Message', action: 'Send WhatsApp message', help: 'Send a WhatsApp message for every item, many in one request' },
		{ ...sent, preset: 'zalo', value: 'sendZalo', label: 'Send Zalo Message', action: 'Send Zalo message', help: 'Send a Zalo message for every item, many in one request' },
		{ ...sent, preset: 'email', value: 'sendEmail', label: 'Send Email', action: 'Send email', help: 'Send an email for every item, many in one request' },
		{ ...sent, value: 'send', label: 'Send (Varies by Item)', action: 'Send SMS, WhatsApp, Zalo or email by item', help: 'Send an SMS, an email, a WhatsApp or a Zalo message, as each item says' },
		{
			...generateOtp,
			kind: 'send',
			value: 'generateOtp',
			label: 'Send OTP',
			action: 'Send OTP',
			help: 'Generate a one-time password and send it to the customer',
			load: async () => (await import('./generateOtp/operation')).generate,
		},
		{
			...validateOtp,
			kind: 'request',
			value: 'validateOtp',
			label: 'Validate OTP',
			action: 'Validate OTP',
			help: 'Check whether the code that a customer typed is right',
			load: async () => (await import('./validateOtp/operation')).validate,
		},
		{
			...resend,
			kind: 'send',
			value: 'resend',
			label: 'Resend Message',
			action: 'Resend message',
			help: 'Send a message again that Capillary could not deliver',
			load: async () => (await import('./resend/operation')).resend,
		},
		{
			...getInteractions,
			kind: 'request',
			value: 'getInteractions',
			label: 'Get Interactions',
			action: 'Get interactions of customer',
			help: 'Look up which messages were sent to a customer and what became of each, with the ID that Resend takes',
			load: async () => (await import('./getInteractions/operation')).getInteractions,
		},
	],
};
