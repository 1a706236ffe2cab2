/**
 * Where tests run. Jest gives every test file a realm and a copy of all modules of its own. For n8n's engine these are two thousand files and
 * two seconds of processor a test file. Here a worker has one realm, and a library is loaded once in it (see ./library.cjs). The modules of this
 * repository are still loaded for every test file.
 */
const asyncHooks = require('node:async_hooks');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Jest asks for a context to compile modules in. This one stands for the realm of the worker itself. */
const REALM = {};
const { compileFunction } = vm;
/** A module runs anew for every test file, but is compiled once: the realm is the same. */
const compiled = new Map();
vm.compileFunction = (code, names, options) => {
	if (options?.parsingContext !== REALM) return compileFunction(code, names, options);
	const known = compiled.get(options.filename);
	if (known?.code === code) return known.run;
	const run = compileFunction(code, names, { ...options, parsingContext: undefined });
	compiled.set(options.filename, { code, run });
	return run;
};

/** What Jest keeps on the global object for one test file. */
const OF_ONE_FILE = [Symbol.for('EVENT_HANDLERS')];

/**
 * Jest asks which test is running, and for that has Node watch every promise, one watcher more with every test file: a tenth of the work and more.
 * Tests of a file run one after the other, so the last one begun is the one that runs.
 */
class RunningTest {
	run(test, work) {
		this.test = test;
		return work();
	}

	getStore() {
		return this.test;
	}
}
const { AsyncLocalStorage } = asyncHooks;

/** The counters of `jest --coverage`, of all test files of this worker, by path; and how many of them were above zero when Jest was last given them. */
const counters = {};
const told = new Map();
const hits = ({ s, f, b }) => [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()].filter((count) => count > 0).length;

/** The counters of what came by more places than before: to copy all of them, and to add them up, is dear. */
function news() {
	const fresh = Object.values(counters).filter((file) => hits(file) !== told.get(file.path));
	for (const file of fresh) told.set(file.path, hits(file));
	return Object.fromEntries(fresh.map((file) => [file.path, file]));
}

/** n8n's logger reads this when it is loaded. */
process.env.N8N_LOG_LEVEL = 'silent';

module.exports = class {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.kept = { console, exit: process.exit };
		Object.assign(globalThis, projectConfig.globals, { requireOnce: require, __coverage__: counters });
		asyncHooks.AsyncLocalStorage = RunningTest;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	/** Of Jest: `setup` when its own modules are loaded and no other, `teardown` before it asks for the counters. */
	handleTestEvent({ name }) {
		if (name === 'setup') asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
		if (name === 'teardown') globalThis.__coverage__ = news();
	}

	async teardown() {
		this.fakeTimersModern.dispose();
		globalThis.console = this.kept.console;
		process.exit = this.kept.exit;
		for (const key of OF_ONE_FILE) delete globalThis[key];
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return REALM;
	}
};
