import base from './jest.config.mjs';

/** The tests that decide whether a mutant lives: those without n8n's engine and without a network, since each mutant runs them anew. */
export default {
	...base,
	testMatch: ['<rootDir>/test/{core,capillary,comapi,wavy,wiraya}/*.test.mts', '<rootDir>/test/fifth/landings.test.mts'],
	testPathIgnorePatterns: [
		...base.testPathIgnorePatterns,
		'\\.engine\\.test',
		'/test/core/(architecture|send)\\.test',
		'/(attachments|bulk|credential|getStatus|honest|oauth|registration|told)\\.test',
	],
};
