import { randomBytes, scrypt } from 'node:crypto';

import type { Connection, Credential } from '../http/connection';

const BYTES = 32;

/** Each secret is derived once: an anonymous request must not cost more than a comparison. */
const made = new Map<string, Promise<string>>();
const MOST_KEPT = 100;

/** May be stored in clear text: useless without the credential. */
export function newSalt(): string {
	return randomBytes(16).toString('hex');
}

/**
 * A secret that is stored nowhere. It is derived from the credential, which n8n encrypts, and a salt, which is not secret. The derivation is slow, so
 * that a leaked secret does not help to guess the credential.
 * @param purpose another purpose gives another secret
 * @returns 64 hexadecimal digits; empty if the credential has no secret
 */
export async function derivedSecret(connection: Pick<Connection, 'secretFields' | 'token'>, credential: Credential, salt: string, ...purpose: readonly string[]): Promise<string> {
	// Left out because a token changes every few hours.
	const fields = connection.secretFields.filter((name) => connection.token === undefined || name !== 'accessToken');
	const values = fields.map((name) => String(credential[name] ?? ''));
	if (salt === '' || values.every((value) => value === '')) return '';
	const material = JSON.stringify([...values, ...purpose]);
	const key = `${salt} ${material}`;
	const known = made.get(key) ?? slowly(material, salt);
	if (made.size >= MOST_KEPT) made.clear();
	made.set(key, known);
	return await known;
}

async function slowly(material: string, salt: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		scrypt(material, salt, BYTES, (error, derived) => (error ? reject(error) : resolve(derived.toString('hex'))));
	});
}
