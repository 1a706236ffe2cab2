import type { Obstacle } from './schema';

/** The parts of an SMS, which decide its cost. */
export interface Segments {
	encoding: 'GSM-7' | 'UCS-2';
	count: number;
	/** How many parts plain characters save, and which characters they replace. Absent if they replace none. */
	saved?: number;
	replaced?: readonly Replaced[];
}

/** A character that was replaced. */
export interface Replaced {
	/** `U+2019`: many of them cannot be seen. */
	code: string;
	from: string;
	to: string;
	count: number;
}

/** The default alphabet of 3GPP TS 23.038, 6.2.1. */
const GSM_DEFAULT =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension table (6.2.1.1): each character takes an escape and itself. */
const GSM_EXTENSION = '\f^{}\\[~]|€';

/** By character code: 0 if the alphabet does not have it, otherwise its septets. The euro sign is the last. */
const SEPTETS = new Uint8Array(0x20ad);
for (const character of GSM_DEFAULT) SEPTETS[character.charCodeAt(0)] = 1;
for (const character of GSM_EXTENSION) SEPTETS[character.charCodeAt(0)] = 2;

/** Whether the GSM-7 alphabet has a character. */
export function isGsm(character: string): boolean {
	return character.length === 1 && !!SEPTETS[character.charCodeAt(0)];
}

/**
 * How many parts a text takes: 160 GSM-7 septets or 70 UCS-2 units in one part, 153 or 67 in each of several (3GPP TS 23.040, 9.2.3.24.1). A
 * character of two units is never split. An empty text is one part.
 */
export function segmentsOf(text: string): Segments {
	const septets = septetsOf(text);
	if (septets !== null) return { encoding: 'GSM-7', count: septets <= 160 ? 1 : parts(text, 153, (character) => SEPTETS[character.charCodeAt(0)]!) };
	return { encoding: 'UCS-2', count: text.length <= 70 ? 1 : parts(text, 67, (character) => character.length) };
}

/** The refusal of a text with too many parts, and the beginning of its fix. One character may more than double the parts. */
export function tooManyParts(text: string, { encoding, count }: Segments, most: number): Obstacle {
	const what = `takes ${count} SMS parts, more than the ${most} allowed`;
	if (encoding === 'GSM-7') return { what, fix: 'Shorten the text' };
	const special = [...text].find((character) => !isGsm(character));
	return { what: `${what}: an SMS with "${special}" has room for less`, fix: 'Replace such characters, which Plain Characters may do, shorten the text' };
}

/** The septets of a text; null if the alphabet does not have one of its characters. */
function septetsOf(text: string): number | null {
	let total = 0;
	for (let i = 0; i < text.length; i += 1) {
		const septets = SEPTETS[text.charCodeAt(i)];
		if (!septets) return null;
		total += septets;
	}
	return total;
}

function parts(text: string, together: number, sizeOf: (character: string) => number): number {
	let count = 1;
	let filled = 0;
	for (const character of text) {
		const size = sizeOf(character);
		if (filled + size > together) {
			count += 1;
			filled = 0;
		}
		filled += size;
	}
	return count;
}
