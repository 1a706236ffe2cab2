// What n8n's own configuration does not lint: tests, sandbox and scripts.
// (eslint.config.mjs must stay n8n's two lines, or strict mode fails.)
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// A table that is looked up by what somebody else wrote finds `constructor` too, unless it has no prototype: core/wire/table.ts.
const TEXT_KEYS = 'TSTypeReference[typeName.name="Record"] > TSTypeParameterInstantiation > TSStringKeyword:first-child';
const OPEN_TABLES = [
	{
		selector: `VariableDeclarator[init.type="ObjectExpression"][init.properties.length>0] > Identifier.id ${TEXT_KEYS}`,
		message: 'Make it with table(): its keys may be asked for by what somebody else wrote.',
	},
];

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'coverage/**', '.demo/**', 'test/**/*.ts', 'eslint*.mjs'] },
	{
		// The product's own rules; n8n's are in eslint.config.mjs.
		files: ['{core,n8n,providers,credentials,nodes,vendor}/**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: { 'no-restricted-syntax': ['error', ...OPEN_TABLES] },
	},
	{
		files: ['{bench,sandbox,test,scripts,.ci}/**/*.mts'],
		extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'no-console': 'off',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			// In the tests' assertions a value is compared as it came.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
			// Operations are plain objects; none of their functions knows a `this`.
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{
		files: ['scripts/**/*.mjs', '*.js', '*.mjs'],
		extends: [js.configs.recommended],
		languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly', exports: 'writable' } },
	},
);
