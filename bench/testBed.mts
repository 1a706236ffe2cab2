/** The fixed parts of the benchmark: n8n's modules, our built package beside them, the provider. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureHost, type Host } from '../scripts/host/install.mts';
import { root } from '../scripts/host/paths.mts';
import { adopt, stopChild } from '../scripts/host/processes.mts';
import type { Report } from '../scripts/host/report.mts';
import { Sandbox } from '../scripts/host/sandbox.mts';
import { temporaryFolder } from '../scripts/host/userFolder.mts';
import { selfSigned } from '../scripts/host/certificate.mts';
import type { Answers, EngineSetup, Job, Task } from './job.mts';

const entry = fileURLToPath(new URL('engine.mts', import.meta.url));

export class Scene {
	private constructor(
		readonly host: Host,
		readonly setup: EngineSetup,
		private readonly pemFile: string,
		private readonly sandboxToken: string,
	) {}

	static async open(report: Report): Promise<Scene> {
		const host = await ensureHost(report);
		const folder = await temporaryFolder('bench');
		for (const name of ['dist', 'package.json']) await cp(join(root, name), join(folder, name), { recursive: true });
		await symlink(host.modules, join(folder, 'node_modules'));
		const pemFile = join(folder, 'tls.pem');
		await writeFile(pemFile, selfSigned());
		const { url, secureUrl, token } = await Sandbox.start('bench-sandbox.log', pemFile);
		return new Scene(host, { modules: host.modules, package: folder, http: url, https: secureUrl! }, pemFile, token);
	}

	/** A process of n8n's own Node with n8n's engine in it. */
	async engine(): Promise<EngineProcess> {
		const child = adopt(
			spawn(this.host.node, ['--expose-gc', '--import', 'tsx', entry, JSON.stringify(this.setup)], {
				cwd: root,
				env: { ...process.env, NODE_ENV: 'production', NODE_EXTRA_CA_CERTS: this.pemFile, SANDBOX_TOKEN: this.sandboxToken },
				stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
				detached: true,
			}),
		);
		const engine = new EngineProcess(child);
		await engine.ready;
		return engine;
	}
}

type Reply = { answer: unknown } | { failed: string };

export class EngineProcess {
	readonly ready: Promise<unknown>;
	private printed = '';
	private heard: (reply: Reply) => void = () => undefined;

	constructor(private readonly child: ChildProcess) {
		child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
		child.on('message', (reply: Reply) => this.heard(reply));
		child.once('exit', (code, signal) => this.heard({ failed: `the engine process ended (${signal ?? code})` }));
		this.ready = this.reply();
	}

	async ask<Name extends Task>(task: Name, job: Job): Promise<Answers[Name]> {
		const reply = this.reply();
		this.child.send({ task, job });
		return (await reply) as Answers[Name];
	}

	/** Ends the process and returns its output. */
	async end(): Promise<string> {
		const ended = new Promise((resolve) => this.child.stdout!.once('end', resolve));
		this.child.disconnect();
		await ended;
		await stopChild(this.child);
		return this.printed;
	}

	private async reply(): Promise<unknown> {
		const reply = await new Promise<Reply>((resolve) => (this.heard = resolve));
		if ('failed' in reply) throw new Error(reply.failed);
		return reply.answer;
	}
}
