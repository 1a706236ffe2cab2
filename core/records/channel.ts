/** How a message travels; the same word for every provider. */
export type Channel =
	| 'sms'
	| 'voice'
	| 'whatsapp'
	| 'zalo'
	| 'email'
	| 'push'
	| 'messenger'
	| 'rcs'
	| 'mms'
	| 'appMessaging'
	| (string & {});
