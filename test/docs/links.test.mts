/** Every link in the README and the docs works, and every picture is shown. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..', '..');
const FOLDERS = ['.', 'docs', 'examples', 'examples/queue-mode'];
const pages = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).filter((file) => file.endsWith('.md')).map((file) => join(folder, file)));
const text = (page: string) => readFileSync(join(root, page), 'utf8').replaceAll(/^```.*?^```/gms, '');

/** GitHub's name of a heading: lower case, blanks as dashes, no other marks. */
const anchor = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-');
const anchors = (page: string) => [...text(page).matchAll(/^#+\s+(.+)$/gm)].map(([, heading]) => anchor(heading!));
const links = (page: string) => [...text(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, picture]) => (link ?? picture)!).filter((target) => !/^[a-z]+:/.test(target));

test('there are pages with links', () => {
	expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/engine.md', 'examples/README.md']));
	expect(pages.flatMap(links).length).toBeGreaterThan(50);
});

test.each(pages)('%s', (page) => {
	const broken = links(page).filter((target) => {
		const [file = '', name] = target.split('#');
		const path = file === '' ? page : relative(root, join(root, dirname(page), decodeURIComponent(file)));
		return !existsSync(join(root, path)) || (name !== undefined && path.endsWith('.md') && !anchors(path).includes(name));
	});
	expect(broken).toEqual([]);
});

test('every picture is shown on a page', () => {
	const shown = new Set(pages.flatMap((page) => links(page).map((target) => relative(root, join(root, dirname(page), target)))));
	const pictures = readdirSync(join(root, 'docs/pictures')).map((file) => join('docs/pictures', file));
	expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});

test('the README is short', () => {
	expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(120);
});
