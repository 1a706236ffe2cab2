import base from './jest.config.mjs';

/** The tests in n8n's engine, with the engine of an older n8n instead of the one this repository installs. See scripts/engines.mts. */
const modules = process.env.N8N_ENGINE;
if (!modules) throw new Error('N8N_ENGINE is not set: run `node --import tsx scripts/engines.mts`.');

export default {
	...base,
	testMatch: ['<rootDir>/test/engine/**/*.test.mts', '<rootDir>/test/**/*.engine.test.mts'],
	moduleNameMapper: { '^n8n-(core|workflow)$': `${modules}/n8n-$1` },
	/** n8n-core 1 leaves a timer behind. */
	forceExit: true,
};
