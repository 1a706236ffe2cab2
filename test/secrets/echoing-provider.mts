/** A provider that repeats secrets. It is a proxy before the sandbox: it passes requests on and adds the given words to the answer. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { DirectSandbox } from '../../sandbox/direct.mts';

/** How it answers instead of passing a request on; `passes` is the sandbox's answer with the words added, and `inEarnest` without them. */
export type Saying = 'inEarnest' | 'passes' | 'holds' | 'resets' | 'babbles' | { status: number; body: 'json' | 'broken' | 'html' };

export interface Parrot {
	url: string;
	/** The words that it repeats. */
	words: string;
	/** How it answers each request; the last one repeats. */
	saying: readonly Saying[];
	/** How it answers requests for a token; by default normally. */
	toTokens: Saying;
	/** The number of answers with the words in them. */
	repeated: number;
	close(): Promise<void>;
}

export async function startParrot(sandbox: Pick<DirectSandbox, 'ask' | 'providerUrl'>): Promise<Parrot> {
	const sockets = new Set<Duplex>();
	const server = http.createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
	server.on('connection', (socket) => sockets.add(socket));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const parrot: Parrot = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		words: '',
		saying: ['passes'],
		toTokens: 'inEarnest',
		repeated: 0,
		close: async () => {
			sockets.forEach((socket) => socket.destroy());
			await new Promise((resolve) => server.close(resolve));
		},
	};

	async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const isToken = /\/token\//.test(request.url!);
		const saying = isToken ? parrot.toTokens : parrot.saying[0]!;
		if (!isToken && parrot.saying.length > 1) parrot.saying = parrot.saying.slice(1);
		// Also repeat the content of the request.
		const words = `${parrot.words} ${Object.values(request.headers).join(' ')} ${decodeURIComponent(request.url!)}`;
		if (saying === 'inEarnest') return pass(request, body, response, '');
		parrot.repeated += 1;
		if (saying === 'holds') return;
		if (saying === 'resets') return void request.socket.resetAndDestroy();
		if (saying === 'babbles') return void request.socket.end(`HTTP/1.1 200 ${words}\r\n${words}\r\n\r\n${words}`);
		if (saying === 'passes') return pass(request, body, response, words);
		const written = { json: JSON.stringify({ message: `You said ${words}`, errors: [{ code: 1, message: words, [words]: words }] }), broken: `{"message":${JSON.stringify(words)}`, html: `<html><p>${words}</p></html>` };
		const type = saying.body === 'html' ? 'text/html' : 'application/json';
		response.writeHead(saying.status, `No ${words}`, { ...headersWith(words), 'content-type': type }).end(written[saying.body]);
	}

	function pass(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse, words: string): void {
		const [, name = '', place = ''] = /^\/(\w+)(.*)/.exec(request.url!) ?? [];
		const asked = { method: request.method!, url: sandbox.providerUrl(name) + place, headers: request.headers as Record<string, string>, body: body.toString() };
		const { status, contentType, headers, body: answer, encoding = 'utf8' } = sandbox.ask(asked)!.answer!;
		response.writeHead(status, { 'content-type': contentType, ...headers, ...(words && headersWith(words)) }).end(words ? soaked(answer, words) : answer, encoding);
	}

	return parrot;
}

const headersWith = (words: string) => ({
	location: `/elsewhere?key=${encodeURIComponent(words)}`,
	'set-cookie': `key=${words}`,
	'www-authenticate': `Basic realm="${words}"`,
	'retry-after': words,
	[`x-${Buffer.from(words).toString('hex').slice(0, 200)}`]: words,
});

/** Adds the words to JSON or XML: to every innermost object, as a value and as a key, and to every message and reason. Numbers keep all their digits. */
export function soaked(body: string, words: string): string {
	if (body.trimStart().startsWith('<')) {
		const said = `<said>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</said>`;
		return body.replace(/<(\w+)>(?=(?:\s*<(\w+)>[^<]*<\/\2>)+\s*<\/\1>)/g, (start) => start + said);
	}
	const text = JSON.stringify(words);
	return body
		.replace(/"\w*(?:message|reason|description)":\s*"[^"\\]*(?=")/gi, (said) => `${said} ${text.slice(1, -1)}`)
		.replace(/\{(?=\s*")(?=(?:[^"{}]|\{\}|"(?:[^"\\]|\\.)*")*\})/g, () => `{"said":${text},${text}:"said",`);
}
