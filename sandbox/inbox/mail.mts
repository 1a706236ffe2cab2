import type { AcceptedMessage } from '../contract.mts';

/** How a browser treats a part of a mail: it shows it, runs nothing and requests nothing. */
export const MAIL_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'";

const IMAGES = new Map([['png', 'image/png'], ['gif', 'image/gif'], ['jpg', 'image/jpeg'], ['jpeg', 'image/jpeg']]);

/** Browsers may show images; anything else can only be saved. */
export function attachmentHeaders({ details }: AcceptedMessage, index: number): Record<string, string> {
	const { name, type } = (details.attachments as { name?: unknown; type?: unknown }[])[index] ?? {};
	const image = IMAGES.get(String(type).toLowerCase());
	const file = `filename*=UTF-8''${encodeURIComponent(String(name)).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
	return {
		'content-type': image ?? 'application/octet-stream',
		'content-disposition': `${image ? 'inline' : 'attachment'}; ${file}`,
		'content-security-policy': MAIL_POLICY,
	};
}
