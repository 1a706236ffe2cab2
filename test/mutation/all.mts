/** Runs the tests of several files as one file, so that their imports load only once. Mutation testing runs them for every change. */
for (const file of (globalThis as unknown as { TESTS: string[] }).TESTS) jest.requireActual(`../${file}`);
