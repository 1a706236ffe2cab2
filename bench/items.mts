import type { IDataObject } from 'n8n-workflow';

import type { Way } from './job.mts';

/**
 * Messages in the vendor's own shape: the only one that everybody can send without rewriting it. Recipients are of a range kept free for
 * fiction, texts and ids differ from item to item.
 */
export function itemsFor(way: Way, count: number): IDataObject[] {
	const write = way === 'five' || way === 'json' ? project : sms;
	return Array.from({ length: count }, (_, i) => ({ clientMessageId: `order-${i}`, recipient: String(447700900000 + (i % 1000)), content: write(i) }));
}

function sms(i: number): IDataObject {
	return { $type: 'SMSFromAlpha', sender: 'Shop', text: `Your parcel ${i} is here. Pick it up until Friday; code ${i % 997}.` };
}

function project(i: number): IDataObject {
	return { $type: 'SMSProject', projectId: 123, placeholders: ['John', `Order #${i}`] };
}
