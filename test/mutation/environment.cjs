/** Libraries are loaded once and outside of the tests' modules, which are loaded anew for every change: see ./library.cjs. */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	constructor(...given) {
		super(...given);
		this.global.requireOutside = require;
	}
};
