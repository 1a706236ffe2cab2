import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { artifacts, root } from '../../host/paths.mts';
import { tours } from './fields.mts';

/** The pictures in the README and the docs; the others are only for inspection. */
const published = ['editor', 'canvas', 'inbox', 'install', 'prepare-messages', ...tours.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? []))];

type Clip = NonNullable<Parameters<Page['screenshot']>[0]>['clip'];

/** Takes pictures of pages for the artifacts, and on request renews the pictures in docs/pictures. */
export class Pictures {
	constructor(private readonly update: boolean) {}

	/** @param clip the part of the page that matters */
	async take(page: Page, name: string, clip?: Clip): Promise<string> {
		const folder = this.update && published.includes(name) ? join(root, 'docs/pictures') : join(artifacts, 'pictures');
		await mkdir(folder, { recursive: true });
		const path = join(folder, `${name}.png`);
		// Ends every fading, so that no picture shows an element half.
		await page.screenshot({ path, animations: 'disabled', ...(clip && { clip }) });
		return path;
	}
}
