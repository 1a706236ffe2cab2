/** The environment for mutation testing: after the first failed test no other runs, because the change was noticed. */
const TestEnvironment = require('../jest/environment.cjs');

module.exports = class extends TestEnvironment {
	noticed = false;

	handleTestEvent(event) {
		super.handleTestEvent(event);
		const { name, test } = event;
		if (name === 'test_start' && this.noticed) test.mode = 'skip';
		if (name === 'test_done' && test.errors.length > 0) this.noticed = true;
	}
};
