import type { Provider } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { panel as generateOtp } from './generateOtp/form';
import { panel as getInteractions } from './getInteractions/form';
import { panel as resend } from './resend/form';
import { panel as send } from './send/form';
import { panel as validateOtp } from './validateOtp/form';

export const capillary: Provider = {
	name: 'capillary',
	usual: 'message',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	resources: [
		{
			value: 'customer',
			label: 'Customer',
			usual: 'getInteractions',
			operations: [
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
		},
		{
			value: 'message',
			label: 'Message',
			usual: 'send',
			operations: [
				{
					...resend,
					kind: 'send',
					value: 'resend',
					label: 'Resend',
					action: 'Resend message',
					help: 'Send a message once more that Capillary sent before and could not deliver',
					load: async () => (await import('./resend/operation')).resend,
				},
				{
					...send,
					kind: 'send',
					value: 'send',
					label: 'Send',
					action: 'Send message',
					help: 'Send an SMS, an email, a WhatsApp or a Zalo message for every item',
					load: async () => (await import('./send/operation')).send,
				},
			],
		},
		{
			value: 'otp',
			label: 'OTP',
			usual: 'generate',
			operations: [
				{
					...generateOtp,
					kind: 'send',
					value: 'generate',
					label: 'Generate',
					action: 'Generate OTP',
					help: 'Send a one-time password to a customer for every item',
					load: async () => (await import('./generateOtp/operation')).generate,
				},
				{
					...validateOtp,
					kind: 'request',
					value: 'validate',
					label: 'Validate',
					action: 'Validate OTP',
					help: 'Say for every item whether the code a customer typed is right',
					load: async () => (await import('./validateOtp/operation')).validate,
				},
			],
		},
	],
};
