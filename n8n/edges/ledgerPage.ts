import type { IExecuteFunctions } from 'n8n-workflow';

import { Ledger, type LedgerPage } from '../../core/ledger/ledger';

const PLACE = 'n8n-nodes-communications';

/**
 * This node's page of the ledger. n8n keeps the execution's context across the tries of Retry On Fail, saves it with a failed
 * execution and restores it for "Retry execution". The page is found by the node's id, which survives a renaming; n8n's own
 * context of a node is kept by its name.
 */
export function openLedger(context: IExecuteFunctions): Ledger {
	const shared = context.getContext('flow');
	const pages = (shared[PLACE] ??= {}) as Record<string, LedgerPage>;
	const { id } = context.getNode();
	const page = pages[id];
	// Another version of this package may have written it: what cannot be read as a page is no ledger.
	if (typeof page?.seed === 'string' && typeof page.entries === 'object' && page.entries !== null) return new Ledger(page);
	return new Ledger((pages[id] = Ledger.blankPage()));
}
