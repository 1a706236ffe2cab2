import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { messageReader, type Sms } from './message';

/** The parts that both sends share: the provider, its credential and the message itself. */
export const smsOperation: Pick<SendOperation<Sms>, 'provider' | 'connections' | 'reader'> = {
	provider: 'wavy',
	connections: [connection],
	reader: messageReader,
};
