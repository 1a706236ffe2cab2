/** What stands for a library's file in the tests of changes: the library outside of them. */
module.exports = { process: (_source, file) => ({ code: `module.exports = requireOutside(${JSON.stringify(file)});` }) };
