import { readFile } from 'node:fs/promises';

import type { Host } from './install.mts';
import { newEncryptionKey, startProcess, type RunningN8n, type RunningProcess } from './n8n.mts';
import { freePorts } from './ports.mts';
import type { Services } from './services.mts';

/** n8n in queue mode: a main process with the editor, one for webhooks, and workers. */
export interface Queue {
	n8n: RunningN8n;
	webhook: RunningProcess;
	workers: Worker[];
	/** Starts a worker in place of a dead one, with the same user folder. */
	replace(worker: Worker, options?: WorkerOptions): Promise<Worker>;
}

export interface Worker extends RunningProcess {
	/** Counted from 1. */
	number: number;
	userFolder: string;
}

export interface WorkerOptions {
	/** Executions a worker runs at once. */
	concurrency?: number;
}

export interface QueueOptions extends WorkerOptions {
	host: Host;
	services: Services;
	/** A home for each process: first the main process, then the webhook process, then one per worker. */
	userFolders: string[];
	/** Begins the names of the log files. */
	name: string;
	/** Further environment variables of every process. */
	env?: NodeJS.ProcessEnv;
}

/**
 * Starts the processes. Each has a home of its own with the package in it, like a container. They share the database, Redis and the encryption key. The
 * package itself has no setting for queue mode.
 */
export async function startQueue({ host, services, userFolders, name, concurrency, env = {} }: QueueOptions): Promise<Queue> {
	const [mainFolder, webhookFolder, ...workerFolders] = userFolders;
	const encryptionKey = newEncryptionKey();
	const [mainPort, webhookPort] = await freePorts(2);
	const webhookUrl = `http://127.0.0.1:${webhookPort}`;
	const shared = { ...queueEnvironment(services), ...env, WEBHOOK_URL: `${webhookUrl}/` };
	const common = { host, encryptionKey };

	// The main process makes the tables that the others need.
	const main = await startProcess({ ...common, role: 'start', userFolder: mainFolder!, logName: `${name}-main.log`, port: mainPort!, env: shared });
	let started = 0;
	const startWorker = async (number: number, userFolder: string, options: WorkerOptions): Promise<Worker> => {
		const [port] = await freePorts(1);
		const logName = `${name}-worker-${number}${started++ < workerFolders.length ? '' : `-${started}`}.log`;
		const args = options.concurrency === undefined ? [] : [`--concurrency=${options.concurrency}`];
		const workerEnv = { ...shared, QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port), N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' };
		return { ...(await startProcess({ ...common, role: 'worker', userFolder, logName, port: port!, args, env: workerEnv })), number, userFolder };
	};
	const [webhook, ...workers] = await Promise.all([
		startProcess({ ...common, role: 'webhook', userFolder: webhookFolder!, logName: `${name}-webhook.log`, port: webhookPort!, env: shared }),
		...workerFolders.map((folder, i) => startWorker(i + 1, folder, { concurrency })),
	]);

	const queue: Queue = {
		n8n: { ...main, webhookUrl },
		webhook,
		workers,
		replace: async (worker, options = { concurrency }) => {
			const next = await startWorker(worker.number, worker.userFolder, options);
			queue.workers[queue.workers.indexOf(worker)] = next;
			return next;
		},
	};
	return queue;
}

/** The executions that a worker has started, from its log. */
export async function takenOn(worker: Worker): Promise<Set<string>> {
	const log = await readFile(worker.logFile, 'utf8');
	return new Set([...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id!));
}

/** The settings of queue mode, the same as in examples/queue-mode/compose.yaml. */
export function queueEnvironment({ postgres, redis, prefix }: Pick<Services, 'postgres' | 'redis' | 'prefix'>): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		// The default is two, and a webhook that waits too long for a connection gets 500.
		DB_POSTGRESDB_POOL_SIZE: '10',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...(redis.password !== undefined && { QUEUE_BULL_REDIS_PASSWORD: redis.password }),
		// Several n8n may share a Redis, so each needs its own names for its queue, its messages and its cache.
		QUEUE_BULL_PREFIX: prefix,
		N8N_REDIS_KEY_PREFIX: prefix,
		N8N_CACHE_REDIS_KEY_PREFIX: `${prefix}-cache`,
		// Executions from the editor run on a worker as well; production webhooks go to their own process.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	};
}
