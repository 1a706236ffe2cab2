/** Jest's transform for a library's file: the test file gets the copy that the worker has loaded. */
module.exports = { process: (_source, file) => ({ code: `module.exports = requireOnce(${JSON.stringify(file)});` }) };
