import { spelledAs } from '../../../core/http/answer';

/** Every key of Capillary's answers that we read. */
const KEYS = [
	...['response', 'status', 'code', 'message', 'success', 'count', 'totalCount', 'successCount', 'errors', 'error', 'warnings', 'warning', 'data'],
	...['smsList', 'sms', 'emails', 'email', 'whatsapp', 'whatsappMessage', 'zalo', 'zaloMessage', 'messages', 'smsData', 'emailData', 'whatsappData', 'zaloData'],
	...['nsAdminId', 'to', 'receiver', 'reciever', 'body', 'subject', 'template', 'sender'],
	...['undeliveredMessageId', 'resentMessageId', 'createdId', 'entity', 'entityType', 'entityValue', 'action'],
	...['customer', 'item_status', 'interactions', 'interaction', 'network', 'name', 'type', 'messageList', 'id', 'deliveredTime', 'delivered_time', 'sentDate', 'sent_time'],
	...['webHookId', 'active', 'webHookUrl', 'webHookType', 'methodType', 'webHookHeaders', 'eventNames', 'eventName', 'maxAllowedConnections', 'customerIdentifiersToBeEnriched'],
	...['accessToken', 'ttlSeconds'],
];

/** An answer with its keys as Capillary's pages spell them. */
export const spelled = spelledAs(KEYS);
