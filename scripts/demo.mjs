// `npm run demo`: prepares a fresh clone and plays the demo, all in one process. A chain of commands in package.json would put a shell between npm and
// us, and the shell does not pass on signals.
import { spawnSync } from 'node:child_process';
import { fileURLToPath, URL } from 'node:url';

await import('./setup.mjs');

// A whole n8n gets the package as published, so build it; the engine in this process reads the sources.
if (process.argv.includes('--editor') || process.argv.includes('--queue')) build();

// Only now is tsx installed, which reads TypeScript.
for (const kind of ['cjs', 'esm']) (await import(`tsx/${kind}/api`)).register();
await import('./demo.mts');

function build() {
	const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
		cwd: fileURLToPath(new URL('..', import.meta.url)),
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	if (status === 0) return;
	console.error(stdout, stderr);
	console.error('The build did not succeed; its own messages are above.');
	process.exit(status ?? 1);
}
