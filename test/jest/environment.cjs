/**
 * The environment of the tests. Normally Jest gives every test file its own realm and its own copy of all modules. For n8n's engine that means two
 * thousand files and two seconds of processor time per test file. Here a worker has one realm and loads a library once (see ./library.cjs). It still
 * loads the modules of this repository for every test file.
 */
const asyncHooks = require('node:async_hooks');
const crypto = require('node:crypto');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Jest needs a context to compile modules in. This one stands for the worker's own realm. */
const REALM = {};
const { compileFunction } = vm;
/**
 * Makes the counters of `jest --coverage` cheap. Jest's code calls a function for every statement, which takes a sixth of the tests' time. This code reads
 * the counters once for each module, and only notes that a place was reached.
 */
const withQuickCounters = (code) => {
	const name = /^function (cov_\w+)\(\)/m.exec(code)?.[1];
	if (name === undefined) return code;
	return code.replaceAll(new RegExp(`${name}\\(\\)\\.([sfb])((?:\\[\\d+\\])+)\\+\\+`, 'g'), (_, kind, place) => `(${name}_${kind}${place}=1)`).replace(`\n${name}();`, `\nconst { s: ${name}_s, f: ${name}_f, b: ${name}_b } = ${name}();`);
};
/** A module runs anew for every test file, but is compiled only once, because the realm is the same. */
const compiled = new Map();
vm.compileFunction = (code, names, options) => {
	if (options?.parsingContext !== REALM) return compileFunction(code, names, options);
	const known = compiled.get(options.filename);
	if (known?.code === code) return known.run;
	const run = compileFunction(withQuickCounters(code), names, { ...options, parsingContext: undefined });
	compiled.set(options.filename, { code, run });
	return run;
};

/** Properties that Jest keeps on the global object for one test file. */
const OF_ONE_FILE = [Symbol.for('EVENT_HANDLERS')];

/**
 * Jest wants to know which test is running. For that it has Node watch every promise, with one more watcher per test file, which costs a tenth of the
 * time or more. The tests of a file run one after the other, so the last started test is the running one.
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

/** The counters of `jest --coverage`, for all test files of this worker, by path; and how many of them were above zero when Jest last got them. */
const counters = {};
const told = new Map();
const hits = ({ s, f, b }) => [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()].filter((count) => count > 0).length;

/** Counters of files with newly reached places. Copying and adding up all counters is expensive. */
function news() {
	const fresh = Object.values(counters).filter((file) => hits(file) !== told.get(file.path));
	for (const file of fresh) told.set(file.path, hits(file));
	return Object.fromEntries(fresh.map((file) => [file.path, file]));
}

/** Makes deriving a secret fast: Node's default cost is 50 ms of processor. A caller who asks for a cost gets it; test/core/derivedSecret.test.mts checks that we ask for none. */
const { scrypt, scryptSync } = crypto;
const QUICK = { N: 2 };
crypto.scrypt = (password, salt, length, ...rest) => scrypt(password, salt, length, ...(rest.length === 1 ? [QUICK] : []), ...rest);
crypto.scryptSync = (password, salt, length, cost = QUICK) => scryptSync(password, salt, length, cost);

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

	/** Jest calls this: `setup` comes when only its own modules are loaded, `teardown` before it collects the counters. */
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
