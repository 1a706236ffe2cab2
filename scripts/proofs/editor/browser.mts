import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext } from 'playwright-core';

import { atEnd } from '../../host/processes.mts';

/** The usual places on Linux and macOS; CHROMIUM names any other place. */
const places = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Opens a Chromium with a desktop window that can only reach this machine. */
export async function openBrowser(): Promise<BrowserContext> {
	const executablePath = places.find((path) => path !== undefined && existsSync(path));
	if (executablePath === undefined) throw new Error('No Chromium found: install it, or name its path in CHROMIUM.');
	const browser: Browser = await chromium.launch({
		executablePath,
		// Chromium's sandbox does not start for root, and CI runs as root. The pages are our own.
		// Without a graphics card, drawing by the processor alone is the fastest.
		args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
	});
	atEnd(() => browser.close());
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		locale: 'en-GB',
		timezoneId: 'Europe/Stockholm',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(60_000);
	return context;
}
