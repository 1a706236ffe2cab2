import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { messageReader, type Sms } from './message';

/** What both ways to send share: the provider, its credential and the message itself. */
export const smsOperation: Pick<SendOperation<Sms>, 'provider' | 'connections' | 'reader'> = {
	provider: 'wavy',
	connections: [connection],
	reader: messageReader,
};
