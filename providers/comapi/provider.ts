import type { Provider, SendEntry } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { panel as getStatus } from './getStatus/form';
import { panel as send } from './send/form';
import { panel as sendBatch } from './sendBatch/form';

/** Many messages per request, over one channel: `preset` is its name in `rules`. */
const over = (preset: string, value: string, message: string, what: string): SendEntry => ({
	...batch,
	preset,
	value,
	label: `Send ${message}`,
	action: `Send ${what}`,
	help: `Send ${/^(?:SMS|MMS|RCS|email|app)/.test(what) ? 'an' : 'a'} ${what} for every item, up to 5,000 in one request`,
});

const batch = { ...sendBatch, kind: 'send', load: async () => (await import('./sendBatch/operation')).sendBatch } satisfies Partial<SendEntry>;

export const comapi: Provider = {
	name: 'comapi',
	usual: 'sendSms',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	operations: [
		over('sms', 'sendSms', 'SMS', 'SMS'),
		over('whatsApp', 'sendWhatsApp', 'WhatsApp Message', 'WhatsApp message'),
		over('email', 'sendEmail', 'Email', 'email'),
		over('rcs', 'sendRcs', 'RCS Message', 'RCS message'),
		over('mms', 'sendMms', 'MMS', 'MMS'),
		over('fbMessenger', 'sendMessenger', 'Messenger Message', 'Messenger message'),
		over('nativePush', 'sendPush', 'Push Notification', 'push notification'),
		over('appMessaging', 'sendAppMessage', 'App Message', 'app message'),
		{
			...batch,
			value: 'sendBatch',
			label: 'Send by Channel Rules',
			action: 'Send over several channels',
			help: 'Send a message for every item over the first of several channels that works, up to 5,000 in one request',
		},
		{
			...send,
			kind: 'send',
			value: 'send',
			label: 'Send by Channel Rules, One by One',
			action: 'Send over several channels, one by one',
			help: 'Send each message in a request of its own; the answer already says whether it failed at once',
			load: async () => (await import('./send/operation')).send,
		},
		{
			...getStatus,
			kind: 'request',
			value: 'getStatus',
			label: 'Get Status',
			action: 'Get status of message',
			help: 'Look up what became of a message, by its message ID: sent, delivered, read, failed and the like',
			load: async () => (await import('./getStatus/operation')).getStatus,
		},
	],
};
