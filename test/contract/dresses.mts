/** "Dresses": what real servers do to an answer without changing its meaning. The suites play every answer of every provider in each dress. */
import type { Fault } from '../../sandbox/server.mts';

type Dress = Extract<Fault, { kind: 'dress' }>;

const dress = (given: Omit<Dress, 'kind'>): Dress => ({ kind: 'dress', ...given, count: 'always' });

export const DRESSES: Readonly<Record<string, Dress>> = {
	'numbers for texts': dress({ numbers: true }),
	'texts for numbers': dress({ texts: true }),
	'both, and True for true': dress({ numbers: true, texts: true, words: 'pascal' }),
	'keys and own IDs in camel case': dress({ keys: 'camel' }),
	'keys in Pascal case': dress({ keys: 'pascal' }),
	'keys and own IDs in capitals': dress({ keys: 'upper' }),
	'words of statuses in capitals': dress({ words: 'upper' }),
	'words of statuses in small letters': dress({ words: 'lower' }),
	'ISO-8859-1': dress({ charset: 'iso-8859-1' }),
	'ISO-8859-1 by the content type alone': dress({ charset: 'iso-8859-1', declaredIn: 'header' }),
	'UTF-16 with its mark': dress({ charset: 'utf-16', byteOrderMark: true }),
	'further fields and null': dress({ extra: true }),
	'a mark of byte order': dress({ byteOrderMark: true }),
	'text/plain': dress({ contentType: 'text/plain' }),
	'200': dress({ status: 200 }),
	'201': dress({ status: 201 }),
	'202': dress({ status: 202 }),
	'in pieces of unknown length': dress({ chunked: true }),
	'compressed': dress({ gzip: true }),
	'all at once': dress({ numbers: true, texts: true, keys: 'pascal', words: 'upper', charset: 'iso-8859-1', extra: true, contentType: 'text/html', status: 202, chunked: true, gzip: true }),
};

/** JSON can declare a character set only in the content type, XML also in its declaration. */
export const XML_DRESSES: Readonly<Record<string, Dress>> = {
	'ISO-8859-1 by the XML declaration alone': dress({ charset: 'iso-8859-1', declaredIn: 'declaration' }),
};
