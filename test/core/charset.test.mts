/** Bytes in, text out, in the declared character set, wherever it is declared. */
import { decodeText } from '../../core/wire/charset.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const CAFE = 'caf\u00e9';

test.each<[string, Uint8Array, string | undefined, string]>([
	['nothing declared', Buffer.from(CAFE), undefined, CAFE],
	['a header', latin(CAFE), 'text/plain; charset=ISO-8859-1', CAFE],
	['the bytes of windows-1252 that Latin-1 has as controls', Buffer.from([0x80, 0x93, 0x99, 0x94, 0x9f, 0x81]), 'text/plain; charset=windows-1252', '\u20ac\u201c\u2122\u201d\u0178\u0081'],
	['a header in quotes and capitals', latin(CAFE), 'Text/XML; Charset="iso-8859-1"', CAFE],
	['an XML declaration', latin(`<?xml version="1.0" encoding="ISO-8859-1"?><a>${CAFE}</a>`), 'application/xml', `<?xml version="1.0" encoding="ISO-8859-1"?><a>${CAFE}</a>`],
	['an XML declaration in single quotes behind a blank', latin(` <?xml version='1.0' encoding='windows-1252'?>${CAFE}`), undefined, ` <?xml version='1.0' encoding='windows-1252'?>${CAFE}`],
	['a header against the bytes, which the declaration fits', latin(`<?xml version="1.0" encoding="latin1"?>${CAFE}`), 'text/xml; charset=utf-8', `<?xml version="1.0" encoding="latin1"?>${CAFE}`],
	['the usual header of Java against a declaration', Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${CAFE}`), 'text/xml;charset=ISO-8859-1', `<?xml version="1.0" encoding="UTF-8"?>${CAFE}`],
	['a byte-order mark', Buffer.from(`\ufeff${CAFE}`), undefined, CAFE],
	['a byte-order mark of UTF-16', Buffer.from(`\ufeff${CAFE}`, 'utf16le'), undefined, CAFE],
	['the other one', Buffer.from(`\ufeff${CAFE}`, 'utf16le').swap16(), undefined, CAFE],
	['a set nobody knows', Buffer.from(CAFE), 'text/plain; charset=klingon', CAFE],
	['a set nobody knows before one that is known', latin(`<?xml version="1.0" encoding="latin1"?>${CAFE}`), 'text/xml; charset=klingon', `<?xml version="1.0" encoding="latin1"?>${CAFE}`],
	['bytes that are no UTF-8', latin(CAFE), undefined, 'caf\ufffd'],
	['nothing at all', Buffer.alloc(0), 'text/plain; charset=utf-8', ''],
])('%s', (_name, bytes, contentType, expected) => expect(decodeText(bytes, contentType)).toBe(expected));
