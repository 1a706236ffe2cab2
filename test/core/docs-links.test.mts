/** Every node's link to the docs leads to an existing page of this package. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { docsPage, HOMEPAGE } from '../../n8n/editor/docs.ts';

const root = join(__dirname, '..', '..');
const { homepage, n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { homepage: string; n8n: { nodes: string[]; credentials: string[] } };

test('the address is the homepage of the package', () => {
	expect(HOMEPAGE).toBe(homepage);
});

test.each([...n8n.nodes, ...n8n.credentials])('%s', (file) => {
	const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const code = readFileSync(join(root, source), 'utf8');
	// n8n's rules demand a literal in a credential.
	const [, page] = /documentationUrl: docsPage\('([^']*)'\)/.exec(code) ?? [];
	const [, url] = /documentationUrl = '([^']*)'/.exec(code) ?? [undefined, docsPage(page!)];
	expect(url).toMatch(new RegExp(`^${homepage}/docs/[a-z-]+\\.md`));
	const [name, heading] = url!.slice(`${homepage}/docs/`.length).split('#');
	const path = join(root, 'docs', name!);
	expect([path, existsSync(path)]).toEqual([path, true]);
	// Anchors as GitHub makes them.
	const anchors = [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, words]) => words!.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
	if (heading !== undefined) expect(anchors).toContain(heading);
});
