/** Runs the slowest test files first, so that none of them runs alone at the end. Jest itself knows the times only from its second run on. */
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = /\/test\/(growth|secrets|delivery|contract|fifth\/suites|host\/processes|fuzz|engine|\w+\/bulk)/;

module.exports = class extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		return [...sorted.filter(({ path }) => LONGEST.test(path)), ...sorted.filter(({ path }) => !LONGEST.test(path))];
	}
};
