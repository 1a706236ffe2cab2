import { randomBytes, scrypt } from 'node:crypto';

import type { Connection, Credential } from '../http/connection';

const BYTES = 32;

/** Each is made once: an anonymous request must not cost more than a comparison. */
const made = new Map<string, Promise<string>>();
const MOST_KEPT = 100;

/** What may be stored in clear: without the credential it tells nothing. */
export function newSalt(): string {
	return randomBytes(16).toString('hex');
}

/**
 * A secret that nobody stores: made from the credential, which n8n keeps encrypted, and a salt, which may be seen. It is made slowly, so that
 * who sees one finds the credential no sooner than by trying it at the provider.
 * @param purpose what it is for; another purpose has another secret
 * @returns 64 hexadecimal digits; empty where the credential holds no secret
 */
export async function derivedSecret(connection: Pick<Connection, 'secretFields' | 'token'>, credential: Credential, salt: string, ...purpose: readonly string[]): Promise<string> {
	// A token is another one every few hours.
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
