/** Where this package's own pages are: `homepage` of package.json. A test holds it and the credentials' literals to be the same. */
export const HOMEPAGE = 'https://example.com/n8n-nodes-communications';

/**
 * The address of one of this package's pages.
 * @param page name of a file in docs/ without its ending, and a heading on it after #
 */
export function docsPage(page: string): string {
	const [file = '', heading] = page.split('#');
	return `${HOMEPAGE}/docs/${file}.md${heading === undefined ? '' : `#${heading}`}`;
}
