import { isUnreadable } from '../../core/receive/receive';
import type { Receipt, ReceiptStatus } from '../../core/records/receipt';

/** How a trigger hands on what it received. */
export interface ReceiveSettings {
	/** Whether items carry the provider's own words. */
	keepRaw: boolean;
	/** Which records start the workflow. */
	wanted(record: object): boolean;
}

/** Whatever of n8n's contexts gives parameters. */
export interface ParameterSource {
	getNodeParameter(name: string, fallback: unknown): unknown;
}

/** What the user chose; what cannot be read is of any kind and of status `unknown`. */
export function receiveSettings(context: ParameterSource): ReceiveSettings {
	const kinds = context.getNodeParameter('kinds', ['receipt', 'inbound', 'event']) as Array<Receipt['kind']>;
	const only = context.getNodeParameter('only', []) as ReceiptStatus[];
	const wantedStatus = (status: ReceiptStatus) => only.length === 0 || only.includes(status);
	return {
		keepRaw: context.getNodeParameter('simplify', true) !== true,
		wanted: (record) => {
			const { kind, status } = record as Receipt;
			if (isUnreadable(record)) return wantedStatus('unknown');
			return kinds.includes(kind) && (kind !== 'receipt' || wantedStatus(status));
		},
	};
}
