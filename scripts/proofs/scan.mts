// Proves that n8n's own scanner for community packages finds nothing in the source and in the published package. To show that it works, it must find a
// violation that is planted in a copy.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { pack, readManifest, unpack } from '../host/pack.mts';
import { root } from '../host/paths.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { temporaryFolder } from '../host/userFolder.mts';
import { Proof } from './proof.mts';

interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	analyzePackage: (folder: string, patterns: string[]) => Promise<Analysis>;
	SOURCE_FILE_PATTERNS: string[];
}

const publishedPatterns = ['**/*.js', 'package.json'];

runMain(async () => {
	const proof = new Proof(new Report());
	// The package publishes no types. Its command line exits 0 even when it finds something, so its functions are called.
	const scannerModule = '@n8n/scan-community-package/scanner/scanner.mjs';
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(scannerModule)) as Scanner;
	// Outside of the checkout, because the scanner would use a package.json further up.
	const folder = await temporaryFolder('scan');
	const source = join(folder, 'source');
	for (const part of ['package.json', 'nodes', 'credentials']) await cp(join(root, part), join(source, part), { recursive: true });
	const published = join(folder, 'published');
	await unpack(await pack(join(folder, 'tarball')), published);

	await proof.holds('the scanner finds nothing in the source', () => clean(analyzePackage(source, SOURCE_FILE_PATTERNS)));
	await proof.holds('the scanner finds nothing in the published package', () => clean(analyzePackage(published, publishedPatterns)));

	await proof.holds('the scanner finds a violation planted in the source', async () => {
		const copy = await plant(source, join(folder, 'source-planted'), 'nodes/Planted/Planted.node.ts');
		return caught(analyzePackage(copy, SOURCE_FILE_PATTERNS), 'no-restricted-globals');
	});
	await proof.holds('the scanner finds a violation planted in the published package', async () => {
		const copy = await plant(published, join(folder, 'published-planted'), 'dist/planted.js');
		return caught(analyzePackage(copy, publishedPatterns), 'no-restricted-globals');
	});
	await proof.holds('the scanner finds a dependency planted in the manifest', async () => {
		const copy = join(folder, 'manifest-planted');
		await cp(published, copy, { recursive: true });
		const manifest = await readManifest(copy);
		await writeFile(join(copy, 'package.json'), JSON.stringify({ ...manifest, dependencies: { lodash: '4.18.1' } }));
		return caught(analyzePackage(copy, publishedPatterns), 'no-runtime-dependencies');
	});
	return proof.result();
});

async function clean(analysis: Promise<Analysis>): Promise<string> {
	const { passed, message, details } = await analysis;
	if (!passed) throw new Error([message, details].filter(Boolean).join('\n'));
	return '';
}

async function caught(analysis: Promise<Analysis>, rule: string): Promise<string> {
	const { passed, details } = await analysis;
	if (passed) throw new Error('it passed');
	if (!details?.includes(rule)) throw new Error(`not by ${rule}, but: ${details ?? 'no details'}`);
	return rule;
}

async function plant(from: string, copy: string, file: string): Promise<string> {
	await cp(from, copy, { recursive: true });
	const target = join(copy, file);
	await mkdir(join(target, '..'), { recursive: true });
	await writeFile(target, 'setTimeout(() => undefined, 1);\n');
	return copy;
}
