/**
 * Where tests run. Jest gives every test file a realm and a copy of all modules of its own. For n8n's engine these are two thousand files and
 * two seconds of processor a test file. Here a worker has one realm, and a library is loaded once in it (see ./library.cjs). The modules of this
 * repository are still loaded for every test file.
 */
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
const OF_ONE_FILE = [Symbol.for('EVENT_HANDLERS'), '__coverage__'];

/** n8n's logger reads this when it is loaded. */
process.env.N8N_LOG_LEVEL = 'silent';

module.exports = class {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.kept = { console, exit: process.exit };
		Object.assign(globalThis, projectConfig.globals, { requireOnce: require });
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

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
