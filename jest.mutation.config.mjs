import base from './jest.config.mjs';

/** The tests that decide whether a mutant lives: those without a network, since each mutant runs them anew. */
export default {
	...base,
	testMatch: ['<rootDir>/test/core/*.test.mts', '<rootDir>/test/*/{wire,page,message,answers,times,validation,receipts,status}.test.mts'],
	testPathIgnorePatterns: [...base.testPathIgnorePatterns, '/test/core/(architecture|send)\\.test'],
};
