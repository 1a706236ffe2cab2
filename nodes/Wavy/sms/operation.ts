import type { SendOperation } from '../../../core/operation';
import { smsFields } from './fields';
import { messageSchema, type Sms } from './message';

/** What both ways to send share: the provider, its credential and the message itself. */
export const smsOperation: Pick<
	SendOperation<Sms>,
	'provider' | 'credential' | 'baseUrl' | 'secretFields' | 'maskedHeaders' | 'fields' | 'idField' | 'schema'
> = {
	provider: 'wavy',
	credential: 'wavyApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['token'],
	maskedHeaders: { username: '***', authenticationtoken: '***' },
	fields: smsFields,
	idField: 'correlationId',
	schema: messageSchema,
};
