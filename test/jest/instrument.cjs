const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { createScriptTransformer } = require('@jest/transform');

/** The folders of the product. */
const COUNTED = ['core', 'n8n', 'providers', 'nodes', 'credentials', 'vendor'];

/**
 * Adds the counters of `jest --coverage` to every file once, before the workers start. They all begin with much the same files, so each would do the
 * same work at the same time. Jest keeps the result for the next run.
 */
exports.instrument = async ({ collectCoverage, collectCoverageFrom, coverageProvider }, projectConfig) => {
	const transformer = await createScriptTransformer(projectConfig);
	// As Jest loads a CommonJS module. With other options the workers would not find the result.
	const options = { collectCoverage, collectCoverageFrom, coverageProvider, isInternalModule: false, supportsDynamicImport: false, supportsExportNamespaceFrom: false, supportsStaticESM: false, supportsTopLevelAwait: false };
	for (const folder of COUNTED) {
		for (const file of readdirSync(join(projectConfig.rootDir, folder), { recursive: true })) {
			if (file.endsWith('.ts')) transformer.transform(join(projectConfig.rootDir, folder, file), options);
		}
	}
};
exports.COUNTED = COUNTED;
