import type { Envelope } from '../../../core/send/operation';

/** Each channel's options hold its sender, and JSON that travels unchanged may hold one, too. */
export const envelope: Envelope = {
	sender: ['from', 'appMessagingOptions', 'emailOptions', 'messengerOptions', 'mmsOptions', 'pushOptions', 'rcsOptions', 'smsOptions', 'whatsAppOptions', 'channelOptions', 'customBody'],
	copies: [],
};
