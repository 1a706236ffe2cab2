/** Compares the values that the node reads with those that n8n evaluates, for random parameters and items. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { itemReader, LEFT_TO_N8N } from '../../n8n/edges/itemExpression.ts';
import { drawn, ITEMS, type Drawn } from './drawn.mts';
import type { OpenContext } from './evaluation.mts';

export interface Comparison {
	/** Pairs of a parameter and an item. */
	compared: number;
	/** Pairs that the node read itself; it left the others to n8n. */
	readHere: number;
	/** The smallest pair for which the two differ. */
	difference: { raw: unknown; json: IDataObject; ours: unknown; n8n: unknown } | null;
}

/**
 * @param count pairs to compare
 * @param reader the reader under test
 */
export function compare(open: OpenContext, count: number, seed: number, reader = itemReader): Comparison {
	let compared = 0;
	let readHere = 0;
	let difference: Comparison['difference'] = null;
	const agree = ({ raw, items }: Drawn): boolean => {
		const read = reader(raw);
		const context = open({ field: raw } as INodeParameters, items.map((json) => ({ json })));
		return items.every((json, item) => {
			compared += 1;
			const ours = read === null ? LEFT_TO_N8N : read(json);
			if (ours === LEFT_TO_N8N) return true;
			readHere += 1;
			const n8n = evaluated(() => context.getNodeParameter('field', item, undefined, { skipValidation: true }));
			const same = isDeepStrictEqual(ours, n8n);
			if (!same) difference = { raw, json, ours, n8n };
			return same;
		});
	};
	fc.check(fc.property(drawn, agree), { numRuns: Math.ceil(count / ITEMS), seed });
	return { compared, readHere, difference };
}

/** The value, or the error that is thrown. */
function evaluated(evaluate: () => unknown): unknown {
	try {
		return evaluate();
	} catch (error) {
		return error;
	}
}
