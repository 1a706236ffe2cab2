import { isHeaderName } from '../../../core/http/http';
import { SettingError } from '../../../core/http/settingError';
import { CALLBACK_USER, CHOOSE_CREDENTIAL, PUBLISH, type Copy, type Parameter, type Step, type Trigger, type TriggerContext } from '../../../core/receive/trigger';
import type { ReceiptStatus } from '../../../core/records/receipt';
import { table } from '../../../core/wire/table';
import { HEADER, TOKEN } from './form';
import { receive, type Auth } from './operation';
import { publicKeyOf, unknownIn, type Proof, type Signature } from './proof';
import { placesOf, shapeIn, type Shape } from './shape';
import { statusesOf } from './statuses';

type Fields = Readonly<Record<string, unknown>>;
type Secrets = Pick<TriggerContext, 'parameter' | 'secret' | 'signingSecret'>;

const MINUTE_MS = 60_000;
const PASTE = "Paste the example from the API's page, and write placeholders in the places of the values.";
const BY_PAGE = "Fill in Signature by the API's page.";
const SIGNING: Step = { say: "Create the Credential for Callbacks above, with the secret that the API signs with: its page says which one that is." };
const BEFORE = table<readonly Step[]>({
	jwt: [SIGNING],
	publicKey: [{ say: `${BY_PAGE} Add Public Key to it, and paste the key from the API's settings.` }],
	signature: [SIGNING, { say: BY_PAGE }],
});
const UNSIGNED: Step = { say: 'Careful: Signed Text has neither {body} nor {form}, so whoever sees one callback can send others. Take one of them if the API signs it.' };

/** The user sets the API up by hand, so there is nothing to check and nothing to undo. */
export const trigger: Trigger<Auth> = {
	operation: receive,
	/** With unreadable settings nobody gets in and nothing is read. If this threw, every request of anybody would become a failed execution. */
	async auth(given) {
		const { parameter } = given;
		const options = fieldsOf(parameter('options', {}));
		return {
			proof: await proofOf(given).catch((): Proof => ({ kind: 'nobody' })),
			receipt: shapeOrNull(parameter, 'receipt'),
			reply: shapeOrNull(parameter, 'inbound'),
			statuses: statusesOf(rowsOf(options)),
			channel: textOf(options.channel) || null,
		};
	},
	async isRegistered(given) {
		await proofOf(given);
		requirePlaces('Receipt', shapeAt(given.parameter, 'receipt'), ['status'], ['messageId', 'id', 'to']);
		requirePlaces('Reply', shapeAt(given.parameter, 'inbound'), ['text'], ['from']);
		return true;
	},
	steps({ parameter, url, secret }) {
		const authentication = authenticationOf(parameter);
		const isUnsigned = isSigned(authentication) && !/\{(body|form)\}/.test(signatureOf(parameter).signed);
		return [
			...(BEFORE[authentication] ?? [CHOOSE_CREDENTIAL]),
			...(isUnsigned ? [UNSIGNED] : []),
			{ say: `Fill in Receipt. ${PASTE}` },
			PUBLISH,
			{ say: 'Give the API what stands here, in its settings or with each message.', copies: copiesOf(parameter, url, secret) },
		];
	},
};

function copiesOf(parameter: Parameter, url: string, secret: string): Copy[] {
	const authentication = authenticationOf(parameter);
	if (authentication === 'address') return [{ label: 'Address', value: `${url}?${TOKEN}=${secret}`, isSecret: true }];
	const address: Copy = { label: 'Address', value: url };
	if (authentication === 'basicAuth') return [address, { label: 'User', value: CALLBACK_USER }, { label: 'Password', value: secret, isSecret: true }];
	if (authentication === 'header') return [address, { label: 'Header', value: headerOf(parameter) }, { label: 'Value of the header', value: secret, isSecret: true }];
	const { verifyToken } = signatureOf(parameter);
	return isSigned(authentication) && verifyToken !== '' ? [address, { label: 'Verify token', value: verifyToken }] : [address];
}

/** @throws SettingError if no callback could ever pass, or every callback would */
async function proofOf({ parameter, secret, signingSecret }: Secrets): Promise<Proof> {
	const kind = authenticationOf(parameter);
	if (kind === 'address' || kind === 'basicAuth') return { kind, secret: await secret() };
	if (kind === 'header') return { kind, secret: await secret(), header: nameOfHeader('Header Name', headerOf(parameter)) };
	if (kind === 'jwt') return { kind, secret: await signingSecret(), header: 'authorization' };
	const signature = signatureOf(parameter);
	nameOfHeader('Header', signature.header);
	requireSigned(signature);
	const { publicKey, algorithm } = fieldsOf(parameter('signature', {}));
	if (kind !== 'publicKey') return { ...signature, kind: 'signature', secret: await signingSecret(), algorithm: textOf(algorithm) || 'sha256' };
	const key = keyIn(textOf(publicKey));
	if (key === null) throw new SettingError('Public Key is no key', "Paste it as the API's settings show it.");
	return { ...signature, kind, key };
}

function keyIn(text: string): ReturnType<typeof publicKeyOf> | null {
	try {
		return publicKeyOf(text);
	} catch {
		return null;
	}
}

/** @throws SettingError if the signature would cover no part of a callback, or not the time */
function requireSigned({ signed, time }: Signature): void {
	const [unknown] = unknownIn(signed + time);
	if (unknown !== undefined) throw new SettingError(`Signed Text or Time has ${unknown}`, 'Placeholders are {body}, {url}, {form}, {header:X-Name}, {json:key.key} and {secret}.');
	if (!/\{(body|form|url|header:|json:)/.test(signed)) throw new SettingError('Signed Text has nothing of the callback', "Write what the API's page says, such as {body}.");
	const isCovered = time === '' || signed.includes(time) || (time.startsWith('{json:') && signed.includes('{body}'));
	if (!isCovered) throw new SettingError('Time is not part of Signed Text', 'Whoever sends an old callback again could write another time. Take it into Signed Text, or leave Time empty.');
}

function signatureOf(parameter: Parameter): Signature {
	const { header, prefix, encoding, signed, time, oldest, verifyToken } = fieldsOf(parameter('signature', {}));
	return {
		header: textOf(header).toLowerCase(),
		prefix: textOf(prefix),
		encoding: encoding === 'base64' ? encoding : 'hex',
		signed: textOf(signed) || '{body}',
		time: textOf(time),
		oldestMs: (Number(oldest) || 1500) * MINUTE_MS,
		verifyToken: textOf(verifyToken),
	};
}

function authenticationOf(parameter: Parameter): Proof['kind'] {
	return parameter('authentication', 'signature') as Proof['kind'];
}

function isSigned(authentication: string): boolean {
	return authentication === 'signature' || authentication === 'publicKey';
}

function headerOf(parameter: Parameter): string {
	return textOf(fieldsOf(parameter('options', {})).headerName) || HEADER;
}

/** @throws SettingError if a header cannot have this name */
function nameOfHeader(label: string, name: string): string {
	if (!isHeaderName(name)) throw new SettingError(name === '' ? `${label} is missing` : `${label} "${name}" is no name of a header`, 'Give the name of the header that the API sends.');
	return name.toLowerCase();
}

/** The example for a kind of record; null if the user does not want this kind. @throws SettingError */
function shapeAt(parameter: Parameter, kind: 'receipt' | 'inbound'): Shape | null {
	if (!(parameter('kinds', ['receipt']) as string[]).includes(kind)) return null;
	return kind === 'receipt' ? shapeIn('Receipt', parameter('receipt', '')) : shapeIn('Reply', parameter('reply', ''));
}

function shapeOrNull(parameter: Parameter, kind: 'receipt' | 'inbound'): Shape | null {
	try {
		return shapeAt(parameter, kind);
	} catch {
		return null;
	}
}

/** @param anyOf the example needs one placeholder from each group @throws SettingError */
function requirePlaces(label: string, shape: Shape | null, ...anyOf: ReadonlyArray<readonly string[]>): void {
	const places = shape && placesOf(shape);
	const missing = places && anyOf.find((names) => !names.some((name) => places.includes(name)));
	if (missing) throw new SettingError(`${label} has no {${missing.join('} or {')}}`, PASTE);
}

function rowsOf(options: Fields): Array<readonly [ReceiptStatus, string[]]> {
	const rows = fieldsOf(options.statusValues).values as Array<{ status?: ReceiptStatus; words?: unknown }> | undefined;
	return (rows ?? []).map(({ status = 'delivered', words }) => [status, textOf(words).split(',').filter((word) => word.trim() !== '')] as const);
}

function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
