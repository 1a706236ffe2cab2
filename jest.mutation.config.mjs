import base from './jest.config.mjs';

export default { ...base, testMatch: ['<rootDir>/test/core/{failure,retry,values,sending,reading,planning}.test.mts'] };
