import { Session } from 'node:inspector/promises';
import { sep } from 'node:path';

import type { EngineSetup, Profile } from './job.mts';

const WAITING = 'waiting';

/** Shows whose code used the processor's time. */
export class Profiler {
	private readonly session = new Session();

	constructor(private readonly setup: EngineSetup) {}

	async start(): Promise<void> {
		this.session.connect();
		await this.session.post('Profiler.enable');
		await this.session.post('Profiler.setSamplingInterval', { interval: 200 });
		await this.session.post('Profiler.start');
	}

	/** @param cpuMs the processor time in total. Samples follow the clock, which also runs while other processes have the processor */
	async stop(cpuMs: number): Promise<Profile> {
		const { profile } = await this.session.post('Profiler.stop');
		this.session.disconnect();
		const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, this.partOf(callFrame)]));
		const seen: Profile = {};
		profile.samples!.forEach((id, i) => {
			const part = parts.get(id)!;
			if (part !== WAITING) seen[part] = (seen[part] ?? 0) + profile.timeDeltas![i]!;
		});
		const all = Object.values(seen).reduce((sum, part) => sum + part, 0);
		return Object.fromEntries(Object.entries(seen).map(([part, clock]) => [part, (clock / all) * cpuMs]));
	}

	private partOf({ functionName, url }: { functionName: string; url: string }): string {
		// Leave out the request for the profile itself.
		if (functionName === '(idle)' || url === 'node:inspector') return WAITING;
		if (functionName === '(garbage collector)') return 'garbage collection';
		const path = url.replace('file://', '');
		if (path.startsWith(this.setup.package)) {
			const [, room = '', second = ''] = path.slice(this.setup.package.length + 1).split(sep);
			return room === 'vendor' ? second.replace(/\.js$/, '') : room === 'n8n' ? 'n8n (ours)' : room;
		}
		if (path === '') return 'native';
		if (path.startsWith('node:')) return 'Node';
		if (/node_modules\/(n8n-|@n8n\/)/.test(path)) return 'n8n';
		return /node_modules\/(axios|follow-redirects|form-data|https?-proxy-agent|agent-base)/.test(path) ? "n8n's HTTP client" : 'other libraries';
	}
}
