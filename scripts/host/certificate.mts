/** Makes a self-signed certificate for this machine. It needs so little of X.509 that neither openssl nor a library is necessary. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, id: 0x06, utf8: 0x0c, sequence: 0x30, set: 0x31, time: 0x17, version: 0xa0, extensions: 0xa3, dnsName: 0x82, ipAddress: 0x87 };

/** Encoded object identifiers. */
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

const HOUR = 3_600_000;

/**
 * Key and certificate for 127.0.0.1 in one PEM text; good for a day.
 * @param name a further host name
 */
export function selfSigned(name?: string): string {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const body = toBeSigned(publicKey, name);
	const signature = sign('sha256', body, privateKey);
	const certificate = der(TAG.sequence, body, algorithm(), der(TAG.bits, Buffer.from([0]), signature));
	return `${String(privateKey.export({ type: 'pkcs8', format: 'pem' }))}${pem(certificate)}`;
}

function toBeSigned(publicKey: KeyObject, host: string | undefined): Buffer {
	const name = der(TAG.sequence, der(TAG.set, der(TAG.sequence, id(COMMON_NAME), der(TAG.utf8, Buffer.from('This machine')))));
	const alternative = der(TAG.sequence, der(TAG.ipAddress, Buffer.from([127, 0, 0, 1])), ...(host === undefined ? [] : [der(TAG.dnsName, Buffer.from(host))]));
	const authority = der(TAG.sequence, der(TAG.boolean, Buffer.from([0xff])));
	return der(
		TAG.sequence,
		der(TAG.version, der(TAG.integer, Buffer.from([2]))),
		der(TAG.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		algorithm(),
		name,
		der(TAG.sequence, time(Date.now() - HOUR), time(Date.now() + 24 * HOUR)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(TAG.extensions, der(TAG.sequence, extension(SUBJECT_ALT_NAME, alternative), extension(BASIC_CONSTRAINTS, authority))),
	);
}

function extension(oid: string, value: Buffer): Buffer {
	return der(TAG.sequence, id(oid), der(TAG.octets, value));
}

function algorithm(): Buffer {
	return der(TAG.sequence, id(ECDSA_WITH_SHA256));
}

function id(oid: string): Buffer {
	return der(TAG.id, Buffer.from(oid, 'hex'));
}

function time(ms: number): Buffer {
	return der(TAG.time, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '').slice(2)));
}

/** Tag, length, content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	const { length } = content;
	const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(certificate: Buffer): string {
	return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
