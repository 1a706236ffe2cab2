/** The channels of the API; its own word and ours are the same. */
export type CapillaryChannel = 'sms' | 'whatsapp' | 'zalo' | 'email';

/** The names of one channel's messages on the wire: four spellings per channel, and none follows from another. */
interface Names {
	/** The list in a request, in JSON, and the repeated element in XML; the same word names the item in an answer. */
	item: string;
	/** The list in a JSON answer. */
	list: string;
	/** The way to the items in an XML answer, below the root. */
	path: readonly [string, string];
}

/** "Send message", request body parameters and example answers of each channel. */
export const NAMES: Readonly<Record<CapillaryChannel, Names>> = {
	sms: { item: 'sms', list: 'smsList', path: ['messages', 'smsData'] },
	email: { item: 'email', list: 'emails', path: ['emails', 'emailData'] },
	whatsapp: { item: 'whatsappMessage', list: 'whatsapp', path: ['whatsapp', 'whatsappData'] },
	zalo: { item: 'zaloMessage', list: 'zalo', path: ['zalo', 'zaloData'] },
};
