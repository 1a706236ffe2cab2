// What the compiler does not do: everything that is no TypeScript, and the third-party libraries.
// A package installed by n8n has no node_modules of its own, so each library enters through one file in vendor/, and
// exactly those files are bundled. The rest of dist/ is the compiler's plain output.
const { build } = require('esbuild');
const { dest, parallel, src } = require('gulp');

const icons = () => src('{nodes,credentials}/**/*.{svg,png}', { encoding: false }).pipe(dest('dist'));
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
const schemas = () => src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));
const vendor = () =>
	build({
		entryPoints: ['vendor/*.ts'],
		outdir: 'dist/vendor',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'inline',
		// Theirs to read elsewhere; ours stays as the compiler wrote it.
		minify: true,
	});

Object.assign(exports, { icons, codex, schemas, vendor, default: parallel(icons, codex, schemas, vendor) });
