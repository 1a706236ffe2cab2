import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { seen, type Seen } from './measure.mts';
import type { Scene } from './testBed.mts';

const script = fileURLToPath(new URL('load.mjs', import.meta.url));

export interface Loaded {
	ms: Seen;
	/** Time to load everything else, including the bundled libraries, with the first execution that needs it. */
	laterMs: Seen;
	/** Bytes of heap that stay. */
	heap: number;
	/** Bytes of the package, unpacked. */
	unpacked: number;
}

/** Loads every node and credential, each time in a fresh process of n8n's Node. */
export async function loads({ host, setup }: Scene, times: number): Promise<Loaded> {
	const all: Array<{ ms: number; laterMs: number; heap: number }> = [];
	for (let i = 0; i < times; i += 1) {
		const { stdout } = await promisify(execFile)(host.node, ['--expose-gc', script, setup.package]);
		all.push(JSON.parse(stdout) as (typeof all)[number]);
	}
	return {
		ms: seen(all.map(({ ms }) => ms)),
		laterMs: seen(all.map(({ laterMs }) => laterMs)),
		heap: seen(all.map(({ heap }) => heap)).median,
		unpacked: await sizeOf(join(setup.package, 'dist')),
	};
}

async function sizeOf(folder: string): Promise<number> {
	let bytes = 0;
	for (const entry of await readdir(folder, { recursive: true })) {
		const info = await stat(join(folder, entry));
		if (info.isFile()) bytes += info.size;
	}
	return bytes;
}
