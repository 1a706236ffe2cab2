import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { SettingError } from '../../core/http/settingError';
import type { Copy, Trigger } from '../../core/receive/trigger';
import { escaped } from '../edges/emit';
import { webhookBases, webhookUrl } from '../edges/host';
import { SHOW_SECRET, WEBHOOK_ID } from '../editor/receiveFields';
import { requireCallbackSecret } from './callbackSecret';

const HIDDEN = '••••••••';

/** The steps for setting callbacks up, as HTML: numbered, with the values to copy. */
export async function shownSteps(context: ILoadOptionsFunctions, trigger: Trigger): Promise<string> {
	const webhookId = String(context.getCurrentNodeParameter(WEBHOOK_ID) ?? '');
	const parameter = (name: string, otherwise?: unknown) => context.getCurrentNodeParameter(name) ?? otherwise;
	const { secret, missing } = await secretFor(context, trigger, webhookId);
	const { production, test } = webhookBases(context);
	const stepsFor = (base: string) => trigger.steps({ parameter, secret: secret ?? '', url: webhookUrl(base, webhookId) });
	const shown = ({ label, value, isSecret = false }: Copy) => `<p><b>${escaped(label)}</b><br>${isSecret && secret === null ? missing : toCopy(value)}</p>`;
	const copiesOf = (base: string) => stepsFor(base).flatMap(({ copies = [] }) => copies);
	const usual = copiesOf(production);
	const tries = copiesOf(test).filter(({ value }, index) => value !== usual[index]!.value);
	const steps = stepsFor(production).map(({ say, copies = [] }, index) => `<p>${index + 1}. ${escaped(say)}</p>${copies.map(shown).join('')}`);
	return [...steps, ...tries.map((copy) => shown({ ...copy, label: `${copy.label}, for a test with Execute step` }))].join('');
}

/** The secret, or null and a text in its place if the user does not show it or it is not available. */
async function secretFor(context: ILoadOptionsFunctions, { operation }: Trigger, webhookId: string): Promise<{ secret: string | null; missing: string }> {
	if (context.getCurrentNodeParameter(SHOW_SECRET) !== true) return { secret: null, missing: HIDDEN };
	try {
		return { secret: await requireCallbackSecret(context, operation.provider, webhookId), missing: '' };
	} catch (error) {
		// n8n's own error says that there is no credential.
		const words = error instanceof SettingError ? `${error.what}. ${error.fix}` : 'Choose the credential, then switch Show Secret off and on.';
		return { secret: null, missing: `<i>${escaped(words)}</i>` };
	}
}

/** Long values may break anywhere on the screen, but the copied text has no breaks. */
function toCopy(value: string): string {
	if (value.includes('\n')) return `</p><pre>${escaped(value)}</pre><p>`;
	return `<code>${value.match(/.{1,8}/gs)!.map(escaped).join('<wbr>')}</code>`;
}
