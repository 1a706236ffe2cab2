// What n8n's own configuration does not lint: tests, sandbox and scripts.
// (eslint.config.mjs must stay n8n's two lines, or strict mode fails.)
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'coverage/**', '.demo/**', '**/*.ts', 'eslint*.mjs'] },
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
