// Prepares a fresh clone: installs the locked development packages if node_modules is missing or out of date.
// Plain Node without dependencies, because it runs before they are installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
	process.exit(1);
}

if (!isInstalled()) {
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
}

/** Whether every package of the lock file is installed. npm leaves out optional packages for other systems. */
function isInstalled() {
	const packagesIn = (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8')).packages;
	try {
		const installed = packagesIn('node_modules/.package-lock.json');
		return Object.entries(packagesIn('package-lock.json')).every(([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version);
	} catch {
		// npm has installed nothing here, or not to the end.
		return false;
	}
}
