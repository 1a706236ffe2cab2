import type { Envelope } from '../../../core/send/operation';

/** Each channel's options have its sender, and so may what travels as it is. */
export const envelope: Envelope = {
	sender: ['from', 'appMessagingOptions', 'emailOptions', 'messengerOptions', 'mmsOptions', 'pushOptions', 'rcsOptions', 'smsOptions', 'whatsAppOptions', 'channelOptions', 'customBody'],
	copies: [],
};
