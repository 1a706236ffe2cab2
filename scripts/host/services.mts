import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { tail } from './command.mts';
import { isAlive, type Host } from './install.mts';
import { artifacts } from './paths.mts';
import { freePorts } from './ports.mts';
import { atEnd } from './processes.mts';
import type { Report } from './report.mts';
import { messageOf } from './report.mts';
import { listens, startServer } from './server.mts';
import { temporaryFolder } from './userFolder.mts';

/** The beginning of database names; the process number follows. */
const DATABASES = 'n8n_queue_';

const DEBIAN = 'apt-get install postgresql redis-server';

export interface Address {
	host: string;
	port: number;
}

/** The part of the `pg` package, which n8n brings, that we use. */
export interface Database {
	query<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
	end(): Promise<void>;
}

export interface PostgresAccess extends Address {
	user: string;
	password: string;
	database: string;
	/** The file with the password of a server of this run. */
	passwordFile?: string;
}

export interface RedisAccess extends Address {
	/** The password of a server of this run. */
	password?: string;
}

interface Redis {
	connect(): Promise<void>;
	ping(): Promise<string>;
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
}

/** A database and a prefix in Redis that belong to this run and go when it ends. */
export interface Services {
	postgres: PostgresAccess;
	database: Database;
	redis: RedisAccess;
	/** The beginning of every name that this run uses in Redis. */
	prefix: string;
}

/**
 * PostgreSQL and Redis on this machine: servers that listen on loopback and let us in, otherwise servers of this run from Debian's packages. It does
 * not touch other data in them.
 * DEMO_POSTGRES (postgres://user:password@127.0.0.1:5432) and DEMO_REDIS (127.0.0.1:6379) name others.
 */
export async function openServices(host: Host, report: Report): Promise<Services> {
	const require = createRequire(join(host.n8n, 'package.json'));
	const { Client } = require('pg') as { Client: new (access: PostgresAccess) => Database & { connect(): Promise<void>; on(event: 'error', listener: () => void): void } };
	const IORedis = require('ioredis') as new (options: Record<string, unknown>) => Redis & { on(event: 'error', listener: () => void): void };
	const open = async (access: PostgresAccess): Promise<Database> => {
		const client = new Client(access);
		// A server of this run may end before we do.
		client.on('error', () => {});
		await client.connect();
		return client;
	};

	const name = `${DATABASES}${process.pid}`;
	const server = await findPostgres(open, report);
	const admin = await open(server);
	await dropAbandoned(admin);
	await admin.query(`CREATE DATABASE ${name}`);
	const postgres = { ...server, database: name };
	const database = await open(postgres);
	atEnd(async () => {
		if (!(await listens(server))) return;
		await database.end();
		await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
		await admin.end();
	});

	const prefix = name.replaceAll('_', '-');
	const redis = await findRedis(report);
	const client = new IORedis({ ...redis, lazyConnect: true, retryStrategy: null });
	client.on('error', () => {});
	await client.connect();
	if (redis.password !== undefined) {
		const stranger = new IORedis({ host: redis.host, port: redis.port, lazyConnect: true, retryStrategy: null });
		stranger.on('error', () => {});
		const isOpen = await stranger.connect().then(async () => await stranger.ping()).then(() => true, () => false);
		stranger.disconnect();
		if (isOpen) throw new Error('Redis lets in whoever is on this machine.');
	}
	if ((await client.ping()) !== 'PONG') throw new Error(`What listens on ${redis.host}:${redis.port} is no Redis.`);
	atEnd(async () => {
		if (!(await listens(redis))) return;
		const keys = [...(await client.keys(`${prefix}*`)), ...(await client.keys(`{${prefix}*`))];
		if (keys.length > 0) await client.del(...keys);
		client.disconnect();
	});
	return { postgres, database, redis, prefix };
}

/** Drops databases of killed runs. */
async function dropAbandoned(admin: Database): Promise<void> {
	const { rows } = await admin.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [DATABASES]);
	for (const { name } of rows) {
		if (!isAlive(Number(name.slice(DATABASES.length)))) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
	}
}

async function findPostgres(open: (access: PostgresAccess) => Promise<Database>, report: Report): Promise<PostgresAccess> {
	const given = process.env.DEMO_POSTGRES;
	const url = new URL(given ?? 'postgres://postgres@127.0.0.1:5432');
	const access = { host: url.hostname, port: Number(url.port || 5432), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: 'postgres' };
	try {
		await (await open(access)).end();
		report.line(`✓ PostgreSQL is there (${access.host}:${access.port})`);
		return access;
	} catch (error) {
		if (given !== undefined) throw new Error(`PostgreSQL at DEMO_POSTGRES does not let us in: ${messageOf(error)}`, { cause: error });
		const own = await report.step('Start a PostgreSQL of this run', startPostgres);
		for (let tries = 0; ; tries += 1) {
			const problem = await open(own).then(async (client) => await client.end(), (why: unknown) => why);
			if (problem === undefined) {
				const isOpen = await open({ ...own, password: '' }).then(async (client) => await client.end().then(() => true), () => false);
				if (isOpen) throw new Error('PostgreSQL lets in whoever is on this machine.');
				return own;
			}
			if (tries === 100) throw new Error(`PostgreSQL did not start. The end of its log:\n${await tail(join(artifacts, 'logs/postgres.log'))}`, { cause: problem });
			await sleep(200);
		}
	}
}

async function startPostgres(): Promise<PostgresAccess> {
	const versions = '/usr/lib/postgresql';
	const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(a) - Number(b)).at(-1) : undefined;
	if (newest === undefined) throw new Error(`No PostgreSQL lets us in on 127.0.0.1:5432, and none is installed. Install it (Debian and Ubuntu: ${DEBIAN}), or name one in DEMO_POSTGRES.`);
	const bin = join(versions, newest, 'bin');
	const [port] = await freePorts(1);
	const folder = await temporaryFolder('postgres');
	// PostgreSQL refuses to run as root; Debian's package brings a user for it.
	const isRoot = process.getuid?.() === 0;
	if (isRoot) chownSync(folder, Number(idOf('-u')), Number(idOf('-g')));
	const as = (command: string[]) => (isRoot ? ['setpriv', `--reuid=${idOf('-u')}`, `--regid=${idOf('-g')}`, '--clear-groups', ...command] : command);
	// Every user of the machine can reach the port, so it needs a password. The files are private to this run.
	const password = randomBytes(24).toString('hex');
	const passwordFile = privateFile(join(folder, 'password'), password);
	if (isRoot) chownSync(passwordFile, Number(idOf('-u')), Number(idOf('-g')));
	const [command, ...args] = as([join(bin, 'initdb'), '-D', join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-sync']);
	const made = spawnSync(command!, args, { cwd: folder, encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
	const [server, ...options] = as([join(bin, 'postgres'), '-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1', '-k', folder]);
	await startServer({ name: 'PostgreSQL', command: server!, args: options, cwd: folder, env: process.env, logFile: join(artifacts, 'logs/postgres.log'), ready: { host: '127.0.0.1', port: port! }, readyWithinMs: 30_000 });
	return { host: '127.0.0.1', port: port!, user: 'postgres', password, database: 'postgres', passwordFile };
}

/** Writes a file that only its owner may read. */
function privateFile(path: string, text: string): string {
	writeFileSync(path, text, { mode: 0o600 });
	return path;
}

function idOf(kind: '-u' | '-g'): string {
	return spawnSync('id', [kind, 'postgres'], { encoding: 'utf8' }).stdout.trim();
}

async function findRedis(report: Report): Promise<RedisAccess> {
	const given = process.env.DEMO_REDIS;
	const [host = '', port = '6379'] = (given ?? '127.0.0.1:6379').split(':');
	const address = { host, port: Number(port) };
	if (await listens(address)) {
		report.line(`✓ Redis is there (${address.host}:${address.port})`);
		return address;
	}
	if (given !== undefined) throw new Error(`Nothing listens at DEMO_REDIS, ${given}.`);
	if (spawnSync('redis-server', ['--version']).status !== 0) throw new Error(`No Redis listens on 127.0.0.1:6379, and none is installed. Install it (Debian and Ubuntu: ${DEBIAN}), or name one in DEMO_REDIS.`);
	return await report.step('Start a Redis of this run', async () => {
		const [own] = await freePorts(1);
		const folder = await temporaryFolder('redis');
		const ready = { host: '127.0.0.1', port: own! };
		const password = randomBytes(24).toString('hex');
		const settings = privateFile(join(folder, 'redis.conf'), `port ${own}\nbind 127.0.0.1\nsave ""\ndir ${folder}\nrequirepass ${password}\n`);
		await startServer({ name: 'Redis', command: 'redis-server', args: [settings], cwd: folder, env: process.env, logFile: join(artifacts, 'logs/redis.log'), ready, readyWithinMs: 30_000 });
		return { ...ready, password };
	});
}
