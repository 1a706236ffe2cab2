// The steps of the build after the compiler: files that are not TypeScript, and the third-party libraries.
// A package installed by n8n has no node_modules of its own, so each library enters through one file in vendor/, and
// exactly those files are bundled. The rest of dist/ is the compiler's output.
const { mkdir, readdir, readFile, writeFile } = require('node:fs/promises');
const { dirname } = require('node:path');
const { build, transform } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const icons = () => src('{nodes,credentials}/**/*.{svg,png}', { encoding: false }).pipe(dest('dist'));
/** Codex files, without indentation. */
const codex = async () => {
	for (const file of (await readdir('nodes', { recursive: true })).filter((name) => name.endsWith('.node.json'))) {
		await writeFile(`dist/nodes/${file}`, JSON.stringify(JSON.parse(await readFile(`nodes/${file}`, 'utf8'))));
	}
};

/** An accepted message. Only a text by SMS has segments. */
const ACCEPTED = { status: '', recipient: '', channel: '', provider: '', segments: { encoding: '', count: 1 }, scheduledAt: '', acceptedAt: '', messageId: '', correlationId: '', batchId: '', attempts: 1, warnings: [''] };

function typeOf(value) {
	if (Array.isArray(value)) return { type: 'array', items: typeOf(value[0]) };
	if (typeof value === 'object') return { type: 'object', ...(Object.keys(value).length > 0 && { properties: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeOf(one)])) }) };
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}

async function sendOutputs() {
	const nodes = await readdir('dist/nodes');
	const outputs = (await readdir('dist/providers')).flatMap((name) => {
		const [{ operations }] = Object.values(require(`./dist/providers/${name}/provider.js`));
		const node = nodes.find((folder) => folder.toLowerCase().startsWith(name));
		const { segments: _segments, ...others } = ACCEPTED;
		const hasSegments = ({ form, preset = 'sms' }) => 'text' in form && /sms/i.test(preset);
		return operations.filter(({ kind }) => kind === 'send').map((send) => [`${node}/v1.0.0/${send.value}`, hasSegments(send) ? ACCEPTED : others]);
	});
	return Object.fromEntries(outputs);
}

/**
 * What the nodes return, by version and operation: n8n shows the keys before the first run. The values only say the type. Those of sends follow from the
 * providers; the others stand in nodes/<node>/outputs.json, where `like` names a record whose keys come first.
 */
const schemas = async () => {
	const { receipt } = require('./dist/core/records/receipt.js');
	const texts = Object.fromEntries(Object.entries(receipt({ status: 'sent' })).map(([key, value]) => [key, value ?? '']));
	const records = { receipt: { ...texts, provider: '', kind: '' } };
	const outputs = await sendOutputs();
	for (const file of (await readdir('nodes', { recursive: true })).filter((name) => name.endsWith('outputs.json'))) {
		const own = Object.entries(JSON.parse(await readFile(`nodes/${file}`, 'utf8')));
		for (const [place, { like, ...keys }] of own) outputs[`${dirname(file)}/${place}`] = { ...records[like], ...keys };
	}
	for (const [name, output] of Object.entries(outputs)) {
		const file = `dist/nodes/${name.replace('/', '/__schema__/')}.json`;
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, JSON.stringify({ ...typeOf(output), version: 1 }));
	}
};

/** The index of a country's number formats. They are a third of the numbering plans, and only the library's own `format` reads them, which we do not use. */
const FORMATS = 4;
/** Stands for the thousands of `\d` in the plans. */
const DIGIT = '@';
const numberingPlans = {
	name: 'numbering-plans',
	setup: ({ onLoad }) =>
		onLoad({ filter: /libphonenumber-js[\\/]metadata\.max\.json(\.js)?$/ }, async ({ path }) => {
			const { countries, nonGeographic, ...rest } = JSON.parse(await readFile(path.replace(/\.js$/, ''), 'utf8'));
			const bare = (plans) => Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, plan.map((part, i) => (i === FORMATS ? 0 : part))]));
			const plans = JSON.stringify({ ...rest, countries: bare(countries), nonGeographic: bare(nonGeographic) });
			if (plans.includes(DIGIT)) throw new Error(`The numbering plans have a ${DIGIT} of their own`);
			const short = JSON.stringify(plans.replaceAll('\\\\d', DIGIT));
			return { loader: 'js', contents: `export default JSON.parse(${short}.replaceAll('${DIGIT}', '\\\\\\\\d'))` };
		}),
};

/** We refuse document types before the parser sees them. So the bundle does not need the parser's code for them and their entities. */
const noDocumentTypes = {
	name: 'no-document-types',
	setup({ onLoad }) {
		onLoad({ filter: /is-unsafe[\\/]src[\\/]contexts[\\/]/ }, () => ({ contents: 'export default [];' }));
		onLoad({ filter: /xmlparser[\\/]DocTypeReader\.js$/ }, () => ({ contents: "export default class { setXmlVersion() {} readDocType() { throw new Error('a document type is not allowed'); } }" }));
	},
};

/** n8n's scanner allows no Node modules. The address library imports two classes from them, but falls back on the globals of the same name. */
const globalsOfNode = {
	name: 'globals-of-node',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^(url|util)$/ }, ({ path }) => ({ path, namespace: 'globals' }));
		onLoad({ filter: /.*/, namespace: 'globals' }, () => ({ contents: 'module.exports = {};' }));
	},
};

/**
 * Compiler output for cases that this package does not have: default imports, circular imports, and functions that use their module as `this`.
 */
const NEEDLESS = [
	[/^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\n/m, ''],
	[/^exports\.[^\n]* = void 0;\n/m, ''],
	[/\(0, (\w+_\d+\.\w+)\)\(/g, '$1('],
	// Without its ending, Node looks for another file first.
	[/\brequire\("(\.[^"]*?)(?:\.js)?"\)/g, 'require("$1.js")'],
	// One assignment for all functions, before the first is needed.
	[/^(?:exports\.(\w+) = \1;\n){2,}/gm, (lines) => `Object.assign(exports, { ${[...lines.matchAll(/= (\w+);/g)].map(([, name]) => name).join(', ')} });\n`],
];

/** Removes these from the compiler's output, shortens syntax and indents by tabs. This saves a seventh of the package. Names and lines stay. */
const compact = async () => {
	for (const folder of ['core', 'credentials', 'n8n', 'nodes', 'providers']) {
		const files = (await readdir(`dist/${folder}`, { recursive: true })).filter((file) => file.endsWith('.js'));
		await Promise.all(files.map(async (file) => await rewrite(`dist/${folder}/${file}`)));
	}
};

async function rewrite(path) {
	const options = { charset: 'utf8', target: 'es2022', minifySyntax: true };
	const written = NEEDLESS.reduce((text, [needless, short]) => text.replace(needless, short), await readFile(path, 'utf8'));
	const { code } = await transform(written, options);
	const tabbed = code.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2));
	// Leading blanks within a template string are part of the text, so keep the original then.
	await writeFile(path, (await transform(tabbed, options)).code === code ? tabbed : code);
}

const vendor = async () => {
	const { metafile } = await build({
		entryPoints: ['vendor/*.ts'],
		plugins: [numberingPlans, noDocumentTypes, globalsOfNode],
		// The library's other checks would pull in a library of helpers.
		alias: { '@hapi/address': '@hapi/address/esm/email.js' },
		outdir: 'dist/vendor',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'inline',
		// Minify only third-party code. Ours stays readable.
		minify: true,
		metafile: true,
	});
	await writeFile('dist/THIRD-PARTY-NOTICES.txt', await notices(Object.keys(metafile.inputs)));
};

/** The bundled packages with their versions and licences. */
async function notices(inputs) {
	const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
	const packages = await Promise.all([...folders].map(async (folder) => ({ folder, ...JSON.parse(await readFile(`${folder}/package.json`, 'utf8')) })));
	const [, name, version] = /^(\S+) (\S+)$/.exec(JSON.parse(await readFile('vendor/timeZones.json', 'utf8')).source);
	packages.push({ name, version, license: 'MIT' });
	const parts = await Promise.all(packages.map(async (one) => `${one.name} ${one.version} (${one.license})\n\n${await licenceOf(one)}`));
	const [mit] = TERMS.exec(await readFile('LICENSE', 'utf8'));
	const line = `\n\n${'-'.repeat(80)}\n\n`;
	return [
		'This package contains the following, each under its own licence. Of some only a part is taken, made smaller.',
		...parts.sort().map((part) => part.replace(TERMS, (terms) => (plain(terms) === plain(mit) ? 'The terms of the MIT License: see the end of this file.' : terms))),
		`The terms of the MIT License\n\n${mit}`,
	].join(line) + '\n';
}

/** The text after the copyright line of the MIT License. It differs between packages only in quotes and line breaks. */
const TERMS = /Permission is hereby granted[^]*?DEALINGS IN\s+THE\s+SOFTWARE\./;
const plain = (text) => text.replace(/'/g, '"').replace(/\s+/g, ' ');

/** Some packages have no licence file; vendor/licenses has it for them. */
async function licenceOf({ name, folder }) {
	const own = folder === undefined ? [] : (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
	const files = own.length > 0 ? own.map((file) => `${folder}/${file}`) : [`vendor/licenses/${name.replace('/', '+')}.txt`];
	return (await Promise.all(files.map(async (file) => (await readFile(file, 'utf8')).trim()))).join('\n\n');
}

Object.assign(exports, { icons, codex, schemas, vendor, default: series(schemas, parallel(icons, codex, compact, vendor)) });
