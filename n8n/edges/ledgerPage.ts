import type { IExecuteFunctions } from 'n8n-workflow';

import { Ledger, type LedgerPage } from '../../core/ledger/ledger';
import { blankQuotaPage, type QuotaPage } from '../../core/send/quota';
import { isTool } from './host';

const PLACE = 'n8n-nodes-communications';
/** Kept beside the ledger, which forgets refused messages: an agent must not try forever. */
const QUOTAS = 'n8n-nodes-communications.quotas';

/**
 * This node's page of the ledger. n8n keeps the execution's context across the tries of Retry On Fail, saves it with a failed execution and restores
 * it for "Retry execution". The page is stored under the node's ID, which survives renaming; n8n's own context of a node is stored under its name.
 */
export function openLedger(context: IExecuteFunctions): Ledger {
	const shared = context.getContext('flow');
	const pages = (shared[PLACE] ??= {}) as Record<string, LedgerPage>;
	const { id } = context.getNode();
	const page = pages[id];
	// Another version of this package may have written it. An unreadable page does not count as a ledger.
	if (typeof page?.seed === 'string' && typeof page.entries === 'object' && page.entries !== null) return new Ledger(page, isTool(context));
	return new Ledger((pages[id] = Ledger.blankPage()), isTool(context));
}

/** The counts of all calls of this node in this execution. n8n saves and restores them like the ledger. */
export function openQuotaPage(context: IExecuteFunctions): QuotaPage {
	const shared = context.getContext('flow');
	const pages = (shared[QUOTAS] ??= {}) as Record<string, QuotaPage>;
	const { id } = context.getNode();
	const page = pages[id];
	return page?.version === 1 ? page : (pages[id] = blankQuotaPage());
}
