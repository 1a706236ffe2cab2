// Runs a long-lived server and ends with it. Also ends the server if our parent is gone: our standard input is a pipe from the parent, which the kernel
// closes even if the parent is killed. Plain Node: it also runs under n8n's Node.
import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

// We lead a process group, so a signal to the group reaches the server as well. Wait for it to finish on its own.
process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});

process.stdin.resume();
process.stdin.on('close', () => {
	process.kill(-process.pid, 'SIGTERM');
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), 10_000);
});
child.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
