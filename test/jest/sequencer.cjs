/** Runs the slowest test files first, so that none of them runs alone at the end. Jest itself knows the times only from its second run on. */
const { default: Sequencer } = require('@jest/test-sequencer');

const { instrument } = require('./instrument.cjs');

const LONGEST = /\/test\/(growth|secrets|delivery|contract|fifth\/suites|host\/processes|fuzz|engine|\w+\/bulk)/;

module.exports = class extends Sequencer {
	constructor({ contexts, globalConfig }) {
		super({ contexts, globalConfig });
		this.projects = contexts.map(({ config }) => config);
		this.globalConfig = globalConfig;
	}

	/** Jest calls this before it starts the workers. */
	async sort(tests) {
		if (this.globalConfig.collectCoverage) for (const project of this.projects) await instrument(this.globalConfig, project);
		const sorted = super.sort(tests);
		return [...sorted.filter(({ path }) => LONGEST.test(path)), ...sorted.filter(({ path }) => !LONGEST.test(path))];
	}
};
