/** The tests of several files as one, so that what they import is loaded once: for mutation testing, which runs them for every change. */
for (const file of (globalThis as unknown as { TESTS: string[] }).TESTS) jest.requireActual(`../${file}`);
