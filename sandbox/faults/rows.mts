import { randomUUID } from 'node:crypto';
import type { Row, Verdict } from '../contract.mts';
import type { Fault, RefusedRecipient } from './schema.mts';

/** The recipients to refuse, and how many more times. */
export class RefusedRecipients {
	private rules: { rule: RefusedRecipient; remaining: number | 'always' }[] = [];

	add(rule: RefusedRecipient): void {
		this.rules.push({ rule, remaining: rule.times ?? 'always' });
	}

	list(): (RefusedRecipient & { remaining: number | 'always' })[] {
		return this.rules.map(({ rule, remaining }) => ({ ...rule, remaining }));
	}

	clear(): void {
		this.rules = [];
	}

	/** The rows with these refusals. Rows are replaced, never changed. */
	apply(provider: string, rows: readonly Row[]): readonly Row[] {
		return this.rules.length === 0 ? rows : rows.map((row) => this.applyToRow(provider, row));
	}

	private applyToRow(provider: string, row: Row): Row {
		if (row.verdict !== 'accepted') return row;
		const found = this.rules.find(
			({ rule, remaining }) =>
				remaining !== 0 && rule.recipient === row.message?.recipient && (rule.provider ?? provider) === provider,
		);
		if (found === undefined) return row;
		if (found.remaining !== 'always') found.remaining -= 1;
		const { outcome, omitTransientFlag, withMessageId } = found.rule;
		return { ...row, verdict: outcome === 'transient' ? 'transient' : 'refused', omitTransientFlag, withMessageId };
	}
}

/** The results of a `partial` fault are real: the refused messages do not count as accepted. */
export function applyVerdicts(fault: Fault | undefined, rows: readonly Row[]): readonly Row[] {
	if (fault?.kind !== 'partial') return rows;
	const { refused = 0, transient = 0, omitTransientFlag, withMessageId } = fault;
	return rows.map((row, index) => {
		const verdict: Verdict = index < refused ? 'refused' : index < refused + transient ? 'transient' : row.verdict;
		return { ...row, verdict, omitTransientFlag, withMessageId };
	});
}

/** The rows that a distorted answer claims. The acceptance itself does not change. */
export function distortRows(fault: Fault | undefined, rows: readonly Row[]): readonly Row[] {
	switch (fault?.kind) {
		case 'wrongCount': {
			const { add = 0, drop = add > 0 ? 0 : 1 } = fault;
			return [...rows.slice(0, Math.max(0, rows.length - drop)), ...Array.from({ length: add }, foreignRow)];
		}
		case 'wrongOrder':
			return rows.toReversed();
		case 'foreignIds': {
			const foreign = fault.rows ?? rows.length;
			return rows.map((row, index) => (index < foreign ? { ...row, correlationId: foreignRow().correlationId } : row));
		}
		default:
			return rows;
	}
}

function foreignRow(): Row {
	return { correlationId: `foreign-${randomUUID()}`, messageId: randomUUID().replaceAll('-', ''), verdict: 'accepted' };
}
