/** The address of this package's own pages: `homepage` of package.json. A test checks that it equals the literals in the credentials. */
export const HOMEPAGE = 'https://example.com/n8n-nodes-communications';

/**
 * The address of one of this package's pages.
 * @param page name of a file in docs/ without its ending, and a heading on it after #
 */
export function docsPage(page: string): string {
	const [file = '', heading] = page.split('#');
	return `${HOMEPAGE}/docs/${file}.md${heading === undefined ? '' : `#${heading}`}`;
}
