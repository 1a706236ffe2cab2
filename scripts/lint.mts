// Types and lint of what n8n's own linter leaves out: tests, sandbox, benchmark and scripts. The compiler reads and checks everything once,
// and the linter's rules that ask for types get the same program.
import { ESLint } from 'eslint';
import ts from 'typescript';

const config = ts.getParsedCommandLineOfConfigFile('tsconfig.tools.json', {}, {
	...ts.sys,
	onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
		throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
	},
})!;
const program = ts.createProgram(config.fileNames, config.options);
const wrong = [...config.errors, ...ts.getPreEmitDiagnostics(program)];
if (wrong.length > 0) {
	console.log(ts.formatDiagnostics(wrong, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => process.cwd(), getNewLine: () => '\n' }));
}

const eslint = new ESLint({
	overrideConfigFile: 'eslint.tools.config.mjs',
	overrideConfig: { files: ['**/*.mts'], languageOptions: { parserOptions: { programs: [program] } } },
});
const results = await eslint.lintFiles(['.']);
console.log(await (await eslint.loadFormatter('stylish')).format(results));
process.exitCode = wrong.length > 0 || results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0) ? 1 : 0;
