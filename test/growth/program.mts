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
	// Strict, so that a method of texts gets its text, not an object around it.
	writeFileSync(program, `'use strict';\nconst turns$ = (globalThis.turns = { count: 0 });\n${counted(readFileSync(program, 'utf8'))}`);
}

/** Runs a program to its end. */
export function run(program: string[]): void {
	const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8', env: { ...process.env, NODE_PATH: resolve('node_modules') } });
	if (status !== 0) throw new Error(stderr);
}

const TICK = 'turns$.count++';

/** Adds a tick to every function and loop. It inserts the ticks into the text, because printing the whole program takes longer than parsing it. */
function counted(code: string): string {
	const additions: Array<[at: number, text: string]> = [];
	const around = (part: ts.Node, open: string, close: string) => additions.push([part.pos, open], [part.end, close]);
	const inside = (block: ts.Block) => additions.push([block.statements.findLast(isDirective)?.end ?? block.statements.pos, `${TICK};`]);
	const visit = (node: ts.Node): void => {
		if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) around(node.body, `(${TICK}, `, ')');
		else if (ts.isArrowFunction(node) || ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) inside(node.body as ts.Block);
		else if (ts.isIterationStatement(node, false)) {
			if (ts.isBlock(node.statement)) inside(node.statement);
			else around(node.statement, `{${TICK};`, '}');
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('program.js', code, { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }));
	let from = 0;
	const parts = additions.sort(([one], [other]) => one - other).map(([at, text]) => code.slice(from, (from = at)) + text);
	return parts.join('') + code.slice(from);
}

function isDirective(statement: ts.Statement): boolean {
	return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}
