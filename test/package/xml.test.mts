/** The bundle leaves out the XML parser's code for document types. The built package must still read XML like its source. */
import { join } from 'node:path';

import { parseXml } from '../../core/wire/xml.ts';

const built = require(join(__dirname, '..', '..', 'dist', 'core', 'wire', 'xml.js')) as { parseXml: typeof parseXml };

test.each(['<?xml version="1.1" encoding="UTF-8"?><a x="1"><b>&amp;&eacute;&#233;</b><b>2</b></a>', '<a/>', '<?pi?><a><![CDATA[<b>]]></a>'])('%s', (text) => {
	expect(built.parseXml(text)).toEqual(parseXml(text));
});

test.each(['<!DOCTYPE a><a/>', '<!D><a/>', '<a><!ENTITY x "y"></a>', '<a>'])('%s is refused', (text) => {
	expect(() => built.parseXml(text)).toThrow();
});
