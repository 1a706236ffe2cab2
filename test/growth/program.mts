/**
 * Bundles a module and everything it imports, including libraries, into one program that counts every function call and every loop turn in
 * `globalThis.turns`. Newer syntax, such as spreading an object, is compiled to loops first, so that it counts.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import ts from 'typescript';

export interface Turns {
	count: number;
}

/** @param program file of the program, CommonJS */
export function buildCounted(module: string, program: string): void {
	run([resolve('node_modules/esbuild/bin/esbuild'), module, '--bundle', '--platform=node', '--external:n8n-*', '--format=cjs', '--target=es2017', '--log-level=error', `--outfile=${program}`]);
	const counted = ts.transpileModule(readFileSync(program, 'utf8'), {
		compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.None },
		transformers: { before: [counting] },
		fileName: 'program.js',
	});
	writeFileSync(program, `globalThis.turns = { count: 0 };\n${counted.outputText}`);
}

/** Runs a program to its end. */
export function run(program: string[]): void {
	const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8', env: { ...process.env, NODE_PATH: resolve('node_modules') } });
	if (status !== 0) throw new Error(stderr);
}

const counting: ts.TransformerFactory<ts.SourceFile> = (context) => {
	const { factory } = context;
	const tick = () => factory.createPostfixIncrement(factory.createPropertyAccessExpression(factory.createPropertyAccessExpression(factory.createIdentifier('globalThis'), 'turns'), 'count'));
	const counted = (block: ts.Block): ts.Block => {
		const directives = block.statements.filter((one) => ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression));
		const others = block.statements.slice(directives.length);
		return factory.updateBlock(block, [...directives, factory.createExpressionStatement(tick()), ...others]);
	};
	const body = (statement: ts.Statement): ts.Block => counted(ts.isBlock(statement) ? statement : factory.createBlock([statement], true));
	const visit = (node: ts.Node): ts.Node => {
		const one = ts.visitEachChild(node, visit, context);
		if (ts.isArrowFunction(one)) {
			const inner = ts.isBlock(one.body) ? counted(one.body) : factory.createParenthesizedExpression(factory.createComma(tick(), one.body));
			return factory.updateArrowFunction(one, one.modifiers, one.typeParameters, one.parameters, one.type, one.equalsGreaterThanToken, inner);
		}
		if (ts.isFunctionDeclaration(one)) return factory.updateFunctionDeclaration(one, one.modifiers, one.asteriskToken, one.name, one.typeParameters, one.parameters, one.type, one.body && counted(one.body));
		if (ts.isFunctionExpression(one)) return factory.updateFunctionExpression(one, one.modifiers, one.asteriskToken, one.name, one.typeParameters, one.parameters, one.type, counted(one.body));
		if (ts.isMethodDeclaration(one)) return factory.updateMethodDeclaration(one, one.modifiers, one.asteriskToken, one.name, one.questionToken, one.typeParameters, one.parameters, one.type, one.body && counted(one.body));
		if (ts.isForStatement(one)) return factory.updateForStatement(one, one.initializer, one.condition, one.incrementor, body(one.statement));
		if (ts.isForOfStatement(one)) return factory.updateForOfStatement(one, one.awaitModifier, one.initializer, one.expression, body(one.statement));
		if (ts.isForInStatement(one)) return factory.updateForInStatement(one, one.initializer, one.expression, body(one.statement));
		if (ts.isWhileStatement(one)) return factory.updateWhileStatement(one, one.expression, body(one.statement));
		if (ts.isDoStatement(one)) return factory.updateDoStatement(one, body(one.statement), one.expression);
		return one;
	};
	return (file) => ts.visitEachChild(file, visit, context);
};
