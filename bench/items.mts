import type { IDataObject } from 'n8n-workflow';

import type { Way } from './job.mts';

/**
 * Messages in the vendor's own layout, the only one that all contestants can send without rewriting it. The numbers are reserved for fiction; texts and
 * ids differ from item to item.
 */
export function itemsFor(messages: Way, count: number): IDataObject[] {
	const write = WRITERS[messages] ?? ((i: number) => ({ ...common(i), content: sms(i) }));
	return Array.from({ length: count }, (_, i) => write(i));
}

const WRITERS: Partial<Record<Way, (i: number) => IDataObject>> = {
	two: (i) => ({ ...to(i), ...columns(i), content: sms(i) }),
	five: (i) => ({ ...common(i), content: project(i) }),
	body: (i) => ({ ...common(i), content: project(i) }),
	json: (i) => ({ ...common(i), content: project(i) }),
	collection: (i) => ({ correlationId: `order-${i}`, destination: String(5511987650000 + (i % 1000)), flowId: FLOW, params: { name: 'John', order: `#${i}`, day: 'Friday' } }),
};

/** A bot flow that takes three parameters. */
export const FLOW = '14f8142d-e731-4971-8220-5a76a12c413f';

function to(i: number): IDataObject {
	return { recipient: String(447700900000 + (i % 1000)) };
}

function common(i: number): IDataObject {
	return { clientMessageId: `order-${i}`, ...to(i) };
}

/** The columns of a table of customers, from which the text of `sms` is made. */
function columns(i: number): IDataObject {
	return { parcel: i, 'Pick Up Day': 'Friday', code: i % 997 };
}

function sms(i: number): IDataObject {
	return { $type: 'SMSFromAlpha', sender: 'Shop', text: `Your parcel ${i} is here. Pick it up until Friday; code ${i % 997}.` };
}

function project(i: number): IDataObject {
	return { $type: 'SMSProject', projectId: 123, placeholders: ['John', `Order #${i}`] };
}
