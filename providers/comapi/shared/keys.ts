import { describe, refuse } from '../../../core/input/fields';
import { isObject, type JsonObject } from './values';

/** Brings the vendor's own shape and the keys that all providers share to the fields: `to` as an object of addresses or one address, `from` of SMS and MMS. */
export function withFields({ to, from, sendAt, ...fields }: JsonObject): JsonObject {
	if (sendAt !== undefined && sendAt !== null && sendAt !== '') {
		refuse('cannot be given: Comapi schedules by its custom body alone', 'Give customBody with sms.deliverAfter instead.', 'sendAt');
	}
	const addressed = isObject(to) ? addressesIn(to, fields) : withAddress(to, fields);
	return typeof from === 'string' && from.trim() !== '' ? withSender(from.trim(), addressed) : addressed;
}

function addressesIn(to: JsonObject, fields: JsonObject): JsonObject {
	const { phoneNumber, email: address, profileId, fbMessengerId, ...otherAddresses } = to;
	return { phoneNumber, email: address, profileId, fbMessengerId, otherAddresses, ...fields };
}

function withAddress(to: unknown, fields: JsonObject): JsonObject {
	if (to === undefined || to === null || to === '') return fields;
	const name = typeof to === 'string' && to.includes('@') ? 'email' : 'phoneNumber';
	const own = fields[name];
	if (own !== undefined && own !== null && own !== '' && String(own as string) !== String(to as string)) {
		refuse(`is given twice: ${describe(own)} as ${name}, and ${describe(to)} as to`, 'Leave one of them out.', name);
	}
	return { ...fields, [name]: to };
}

function withSender(from: string, fields: JsonObject): JsonObject {
	const known: JsonObject = { ...fields };
	for (const name of ['smsOptions', 'mmsOptions']) {
		const own = known[name];
		if (isObject(own) ? own.from === undefined : own === undefined || own === null || own === '') known[name] = { ...(isObject(own) && own), from };
	}
	return known;
}
