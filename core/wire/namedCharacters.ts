import { table, type Table } from './table';

/** Combining marks by HTML's word for them in names of letters, such as `eacute`. */
const MARKS = { grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308', ring: '\u030a', cedil: '\u0327', caron: '\u030c' };

/** Source: HTML 4.01, character entity references: ISO 8859-1 and the most frequent others. */
const OTHERS = {
	...{ AElig: 'Æ', aelig: 'æ', OElig: 'Œ', oelig: 'œ', Oslash: 'Ø', oslash: 'ø', ETH: 'Ð', eth: 'ð', THORN: 'Þ', thorn: 'þ', szlig: 'ß' },
	...{ nbsp: '\u00a0', iexcl: '¡', iquest: '¿', ordf: 'ª', ordm: 'º', copy: '©', reg: '®', trade: '™', deg: '°', plusmn: '±', micro: 'µ', para: '¶', sect: '§', middot: '·', times: '×', divide: '÷' },
	...{ sup1: '¹', sup2: '²', sup3: '³', frac12: '½', frac14: '¼', frac34: '¾', laquo: '«', raquo: '»', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' },
	...{ ndash: '–', mdash: '—', hellip: '…', bull: '•', shy: '\u00ad', cent: '¢', pound: '£', curren: '¤', yen: '¥', euro: '€', brvbar: '¦', uml: '¨', macr: '¯', acute: '´', cedil: '¸', not: '¬' },
};

/** HTML's names of accented letters, marks and currencies, each with its character. */
export const NAMED_CHARACTERS: Table<string> = table({ ...accentedLetters(), ...OTHERS });

function accentedLetters(): Record<string, string> {
	const pairs = [...'AEIOUYNCSZaeiouyncsz'].flatMap((letter) => Object.entries(MARKS).map(([word, mark]) => [letter + word, (letter + mark).normalize('NFC')] as const));
	return Object.fromEntries(pairs.filter(([, character]) => character.length === 1));
}
