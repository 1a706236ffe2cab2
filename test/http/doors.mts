/**
 * Every way in which callbacks of HTTP Messages prove themselves, with callbacks that the sandbox writes and signs, either like the vendors of the
 * presets or like vendors that sign nothing.
 */
import type { INodeParameters } from 'n8n-workflow';

import { ecdsaPublicKey, ed25519PublicKey } from '../../sandbox/presets/keys.mts';
import { HttpMessagesTrigger } from '../nodes.ts';
import { DOOR_SECRET, type DoorRow } from '../samples.mts';
import { VENDORS } from './vendors.mts';

const node = new HttpMessagesTrigger();

/** A header may have several signatures, and one of them has to be right. */
const ofList = (proof: string) => [...new Set(proof.split(',').map((one) => one.trim()).filter(Boolean))].join();

/** The part of a form that Twilio signs: its fields, however they are escaped, each name and value with nothing between. */
const fieldsOf = (body: string) => [...new URLSearchParams(body.replace(/^\ufeff/, ''))].sort(([one], [other]) => (one < other ? -1 : 1)).flat().join('');

function doorOf(caller: string, more: Partial<DoorRow> & { publicKey?: string } = {}): DoorRow {
	const { parameters, proof, signs } = VENDORS.find(({ word }) => word === caller)!;
	const { publicKey, ...others } = more;
	const signature = { ...(parameters.signature as INodeParameters | undefined), ...(publicKey !== undefined && { publicKey }) };
	return { node, caller, isGiven: true, parameters: { ...parameters, signature }, proof: { in: 'header', name: proof }, provesBody: signs.body, normal: ofList, ...others };
}

/** RFC 7617 and 6750: the scheme's name in any case, blanks around the rest. */
const normalBasic = (proof: string) => proof.trim().replace(/^basic +/i, 'Basic ');
const normalBearer = (proof: string) => proof.replace(/^(bearer +)?/i, '');

export const doors: readonly DoorRow[] = [
	doorOf('twilio', { proven: fieldsOf }),
	doorOf('sinch', { user: '' }),
	doorOf('infobip', { isGiven: false, normal: normalBasic }),
	doorOf('vonage', { normal: normalBearer }),
	doorOf('telnyx', { publicKey: ed25519PublicKey(DOOR_SECRET) }),
	doorOf('plivo'),
	doorOf('meta'),
	doorOf('zalo'),
	doorOf('sendgrid', { publicKey: ecdsaPublicKey(DOOR_SECRET) }),
	{ node, caller: 'wiraya', parameters: { authentication: 'header', receipt: '{"messageId": "{messageId}", "status": "{status}"}' }, settings: { header: 'X-Callback-Secret', format: 'json' }, proof: { in: 'header', name: 'x-callback-secret' } },
	{ node, caller: 'wavy', parameters: { authentication: 'address', receipt: '{"id": "{messageId}", "deliveredStatus": "{status}"}' }, proof: { in: 'query', name: 'token' } },
];
