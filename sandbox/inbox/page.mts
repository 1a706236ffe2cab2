import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface InboxPage {
	html: string;
	/** Allows only this page's own script and style, so nothing in a message can run. */
	policy: string;
}

/**
 * Joins the page's three files into one that needs nothing else.
 * @param token lets the page's buttons change something
 */
export function loadPage(token: string): InboxPage {
	const style = readPart('page.css');
	const script = readPart('page.js');
	const html = readPart('page.html')
		.replace('/* page.css */', () => style)
		.replace('/* page.js */', () => script)
		.replace('TOKEN', () => token);
	const policy = `default-src 'none'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; script-src ${digest(script)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
	return { html, policy };
}

function readPart(name: string): string {
	return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

function digest(source: string): string {
	return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
