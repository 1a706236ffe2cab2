/** What a text costs as SMS. */
export interface Segments {
	encoding: 'GSM-7' | 'UCS-2';
	/** Parts the text is sent in. */
	count: number;
}

/** The default alphabet of 3GPP TS 23.038, 6.2.1. */
const GSM_DEFAULT =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension table (6.2.1.1): each character takes an escape and itself. */
const GSM_EXTENSION = '\f^{}\\[~]|€';

const SEPTETS = new Map<string, number>([
	...[...GSM_DEFAULT].map((character) => [character, 1] as const),
	...[...GSM_EXTENSION].map((character) => [character, 2] as const),
]);

/**
 * How many SMS parts a text takes: 160 GSM-7 septets or 70 UCS-2 units alone, 153 or 67 in each of several parts
 * (3GPP TS 23.040, 9.2.3.24.1). A character of two units is never cut in two. An empty text is one part.
 */
export function segmentsOf(text: string): Segments {
	const septets = [...text].map((character) => SEPTETS.get(character));
	if (septets.every((units) => units !== undefined)) return { encoding: 'GSM-7', count: parts(septets, 160, 153) };
	const units = [...text].map((character) => character.length);
	return { encoding: 'UCS-2', count: parts(units, 70, 67) };
}

function parts(sizes: readonly number[], alone: number, together: number): number {
	const total = sizes.reduce((sum, size) => sum + size, 0);
	if (total <= alone) return 1;
	let count = 1;
	let filled = 0;
	for (const size of sizes) {
		if (filled + size > together) {
			count += 1;
			filled = 0;
		}
		filled += size;
	}
	return count;
}
