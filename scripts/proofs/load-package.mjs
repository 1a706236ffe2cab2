// Loads every file that a package's manifest names, like n8n, and prints the result as JSON.
// Plain Node, because it runs under n8n's Node and under the oldest Node that we support, with nothing else installed.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

const [folder, ...absent] = process.argv.slice(2);
const requireHere = createRequire(join(folder, 'package.json'));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const problems = [];

/** n8n takes the file's name up to the first dot as the name of the class. */
function instantiate(file) {
	const exported = requireHere(join(folder, file));
	return new exported[basename(file).split('.')[0]]();
}

function checkIcons(file, icon) {
	const icons = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	if (icons.length === 0) problems.push(`${file}: no icon`);
	for (const path of icons) {
		const target = join(folder, dirname(file), path.replace(/^file:/, ''));
		if (!target.startsWith(folder) || !existsSync(target)) problems.push(`${file}: ${path} is not in the package`);
	}
}

function loadNode(file) {
	const { description } = instantiate(file);
	for (const key of ['displayName', 'name', 'version', 'defaults', 'inputs', 'outputs']) {
		if (description[key] === undefined) problems.push(`${file}: no ${key}`);
	}
	if (!(description.properties?.length > 0)) problems.push(`${file}: no properties`);
	if (!existsSync(join(folder, file.replace(/\.js$/, '.json')))) problems.push(`${file}: no codex file beside it`);
	checkIcons(file, description.icon);
	return description.name;
}

function loadCredential(file) {
	const credential = instantiate(file);
	if (!(credential.properties?.length > 0)) problems.push(`${file}: no properties`);
	checkIcons(file, credential.icon);
	return credential.name;
}

for (const name of absent) {
	try {
		requireHere.resolve(name);
		problems.push(`${name} resolves here, so this folder proves nothing`);
	} catch {
		// As it must be.
	}
}
// n8n has these in memory long before. Only our own time counts.
for (const name of ['n8n-workflow', 'luxon', 'zod']) requireHere(name);
const startedAt = performance.now();
const nodes = manifest.n8n.nodes.map(loadNode);
const credentials = manifest.n8n.credentials.map(loadCredential);
const milliseconds = Math.round(performance.now() - startedAt);
console.log(JSON.stringify({ nodes, credentials, milliseconds, problems }));
