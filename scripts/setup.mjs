// Prepares a fresh clone: installs the locked development packages if node_modules is missing or out of date.
// Plain Node without dependencies, because it runs before they are installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.setup-stamp`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
	process.exit(1);
}

const stamp = createHash('sha256').update(readFileSync(`${root}package-lock.json`)).digest('hex');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
	console.log('Installing development packages (once, one to three minutes) …');
	// --ignore-scripts: a preinstall script of n8n's lint plugin refuses every package manager except its own.
	const install = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (install.status !== 0) {
		console.error('npm ci did not succeed; its own message is above.');
		process.exit(install.status ?? 1);
	}
	writeFileSync(stampFile, stamp);
}
