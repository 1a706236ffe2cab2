import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { artifacts, root } from '../../host/paths.mts';
import { tours } from './fields.mts';

/** The pictures that the README and the docs show; the others are for whoever wants to look. */
const published = ['editor', 'canvas', 'inbox', 'install', 'prepare-messages', ...tours.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? []))];

type Clip = NonNullable<Parameters<Page['screenshot']>[0]>['clip'];

/** Photographs pages into the artifacts, and what the docs show into docs/pictures when asked to renew it. */
export class Pictures {
	constructor(private readonly update: boolean) {}

	/** @param clip the part of the page that matters */
	async take(page: Page, name: string, clip?: Clip): Promise<string> {
		// Let what is fading in or out finish, so that no picture shows half of it.
		await page.waitForTimeout(800);
		const folder = this.update && published.includes(name) ? join(root, 'docs/pictures') : join(artifacts, 'pictures');
		await mkdir(folder, { recursive: true });
		const path = join(folder, `${name}.png`);
		await page.screenshot({ path, ...(clip && { clip }) });
		return path;
	}
}
