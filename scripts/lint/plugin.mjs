/** A table whose keys come from outside also finds `constructor`, unless it has no prototype: see core/wire/table.ts. */
const openTable = {
	create: (context) => ({
		VariableDeclarator({ id, init }) {
			if (init?.type !== 'ObjectExpression' || init.properties.length === 0) return;
			if (/\bRecord<\s*string\b/.test(context.sourceCode.getText(id))) {
				context.report({ node: id, message: 'Make it with table(): its keys may be asked for by what somebody else wrote.' });
			}
		},
	}),
};

export default { meta: { name: 'communications' }, rules: { 'open-table': openTable } };
