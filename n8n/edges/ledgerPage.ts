import type { IExecuteFunctions } from 'n8n-workflow';

import { Ledger, type LedgerPage } from '../../core/ledger/ledger';
import { blankQuotaPage, type QuotaPage } from '../../core/send/quota';

const PLACE = 'n8n-nodes-communications';
/** Beside the ledger, which forgets what was refused: an agent may not try for ever. */
const QUOTAS = 'n8n-nodes-communications.quotas';

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

/** What all calls of this node set out to send in this execution: kept, saved and found as the ledger is. */
export function openQuotaPage(context: IExecuteFunctions): QuotaPage {
	const shared = context.getContext('flow');
	const pages = (shared[QUOTAS] ??= {}) as Record<string, QuotaPage>;
	const { id } = context.getNode();
	const page = pages[id];
	return page?.version === 1 ? page : (pages[id] = blankQuotaPage());
}
