/** The key pairs with which two vendors sign, made from the secret of an address: the same secret gives the same pair. */
import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

const seedOf = (secret: string) => createHash('sha256').update(secret).digest();

/** The DER of a private Ed25519 key before its 32 bytes (RFC 8410). */
const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export function ed25519Of(secret: string): KeyObject {
	return createPrivateKey({ key: Buffer.concat([ED25519_HEAD, seedOf(secret)]), format: 'der', type: 'pkcs8' });
}

/** On the curve P-256. */
export function ecdsaOf(secret: string): KeyObject {
	const ecdh = createECDH('prime256v1');
	ecdh.setPrivateKey(seedOf(secret));
	const point = ecdh.getPublicKey();
	const text = (bytes: Buffer) => bytes.toString('base64url');
	return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: text(ecdh.getPrivateKey()), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) }, format: 'jwk' });
}

/** As Telnyx' portal shows it: the 32 bytes in Base64. */
export function ed25519PublicKey(secret: string): string {
	return createPublicKey(ed25519Of(secret)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

/** As SendGrid's settings show it: DER (SPKI) in Base64. */
export function ecdsaPublicKey(secret: string): string {
	return createPublicKey(ecdsaOf(secret)).export({ format: 'der', type: 'spki' }).toString('base64');
}
