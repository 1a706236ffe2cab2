/** No test can start examples/queue-mode, so this test compares its containers' settings with those of the demo's processes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { queueEnvironment } from '../../scripts/host/queue.mts';

interface Service {
	command?: string;
	build?: string;
	image?: string;
	environment?: Record<string, string>;
	volumes?: string[];
	depends_on?: Record<string, unknown>;
	deploy?: { replicas: number };
}

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { services } = parse(read('examples/queue-mode/compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const address = { host: 'a', port: 1 };
const demo = queueEnvironment({ postgres: { ...address, user: 'u', password: 'p', database: 'd' }, redis: address, prefix: 'x' });

test('main, one webhook process, two workers, PostgreSQL and Redis', () => {
	expect(Object.keys(services).sort()).toEqual(['main', 'postgres', 'redis', 'webhook', 'worker']);
	expect(ours.map(([name, { command = 'start' }]) => [name, command.split(' ')[0]])).toEqual([['main', 'start'], ['webhook', 'webhook'], ['worker', 'worker']]);
	expect(services.worker!.deploy!.replicas).toBe(2);
	for (const { image } of [services.postgres!, services.redis!]) expect(image).toMatch(/^(postgres|redis):\d+$/);
});

test.each(ours)('%s has the settings of the demo, and no others but its addresses and its key', (_name, { environment = {} }) => {
	const own = ['N8N_ENCRYPTION_KEY', 'WEBHOOK_URL', 'N8N_EDITOR_BASE_URL', 'N8N_SECURE_COOKIE', 'QUEUE_HEALTH_CHECK_ACTIVE'];
	expect(Object.keys(environment).filter((name) => !own.includes(name)).sort()).toEqual(Object.keys(demo).sort());
	for (const name of ['EXECUTIONS_MODE', 'DB_TYPE', 'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS', 'N8N_DISABLE_PRODUCTION_MAIN_PROCESS']) expect(environment[name]).toBe(demo[name]);
	expect([environment.DB_POSTGRESDB_HOST, environment.QUEUE_BULL_REDIS_HOST]).toEqual(['postgres', 'redis']);
});

test.each(ours)('no volume hides the folder with the package: %s', (_name, { volumes = [] }) => {
	expect(read('examples/queue-mode/Dockerfile')).toContain(' /home/node/.n8n/nodes/node_modules/n8n-nodes-communications');
	expect(volumes).toEqual([]);
});

test('the file has no secret, and a missing one is an error', () => {
	const secrets = Object.values(services).flatMap(({ environment = {} }) => Object.entries(environment).filter(([name]) => /PASSWORD|KEY$/.test(name)));
	expect(secrets.length).toBeGreaterThan(3);
	for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
});

test('the image is the n8n that the proofs install', () => {
	const { dependencies } = JSON.parse(read('host/n8n-2.41/package.json')) as { dependencies: { n8n: string } };
	expect(read('examples/queue-mode/Dockerfile')).toContain(`FROM n8nio/n8n:${dependencies.n8n}\n`);
});
