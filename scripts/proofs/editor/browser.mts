import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext } from 'playwright-core';

import { atEnd } from '../../host/processes.mts';

/** Where Linux distributions and macOS put it; CHROMIUM names any other place. */
const places = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A desktop window of a Chromium that can reach this machine and nothing else. */
export async function openBrowser(): Promise<BrowserContext> {
	const executablePath = places.find((path) => path !== undefined && existsSync(path));
	if (executablePath === undefined) throw new Error('No Chromium found: install it, or name its path in CHROMIUM.');
	const browser: Browser = await chromium.launch({
		executablePath,
		// The sandbox of Chromium does not start for root, which CI is; the pages are our own.
		args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
	});
	atEnd(() => browser.close());
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		locale: 'en-GB',
		timezoneId: 'Europe/Stockholm',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(30_000);
	return context;
}
