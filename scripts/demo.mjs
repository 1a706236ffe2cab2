// `npm run demo`: makes a fresh clone ready, builds, and plays the demo, all in one process. A chain of commands in package.json
// would put a shell between npm and us, which keeps the signals that npm passes on to itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath, URL } from 'node:url';

await import('./setup.mjs');

const build = spawnSync('npm', ['run', '--silent', 'build'], {
	cwd: fileURLToPath(new URL('..', import.meta.url)),
	stdio: ['ignore', 'pipe', 'pipe'],
	encoding: 'utf8',
	shell: process.platform === 'win32',
});
if (build.status !== 0) {
	console.error(build.stdout, build.stderr);
	console.error('The build did not succeed; its own messages are above.');
	process.exit(build.status ?? 1);
}

// Only now is there a tsx to read TypeScript with.
const { register } = await import('tsx/esm/api');
register();
await import('./demo.mts');
