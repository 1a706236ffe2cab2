/**
 * Where the tests of changes run. Libraries are loaded once and outside of the tests' modules, which are loaded anew for every change: see
 * ./library.cjs. After a test that fails no other is run, since the change was noticed.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	noticed = false;

	constructor(...given) {
		super(...given);
		this.global.requireOutside = require;
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_start' && this.noticed) test.mode = 'skip';
		if (name === 'test_done' && test.errors.length > 0) this.noticed = true;
	}
};
