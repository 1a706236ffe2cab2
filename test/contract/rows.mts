/** The registry's rows of requests, played in the engine against the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { SENDS } from '../registry.mts';
import type { Mode, SecretRow } from '../samples.mts';

/** Words that only Unicode has, and words that ISO-8859-1 has. */
export const foreign = (given: IDataObject) => JSON.parse(JSON.stringify(given).replaceAll('Parcel', 'Zoës Päckchen für 5 €')) as IDataObject;

export async function runRow(sandbox: Sandbox, row: SecretRow, mode: Mode, items: IDataObject[]) {
	const data = { ...mode.others, ...mode.secrets, baseUrl: sandbox.providerUrl(mode.provider) };
	const parameters = { ...row.parameters, ...mode.parameters, options: { requestsPerSecond: 0, ...(row.parameters.options as IDataObject | undefined) } } as never;
	return await runInEngine({ node: row.node, credential: { type: mode.type, data }, parameters, items, settings: { onError: 'continueErrorOutput' } });
}

/** The items of a row. Sends or writes the messages that they look up first. */
export async function itemsOfRow(sandbox: Sandbox, { found, item }: SecretRow, mode: Mode): Promise<IDataObject[]> {
	if (found === undefined) return [item(0)];
	if (typeof found !== 'string') {
		sandbox.write(found);
		return [item(0)];
	}
	const like = SENDS[found]!;
	const sent = await runInEngine({ node: like.node, credential: { type: like.credential, data: like.data(sandbox) }, parameters: { ...like.parameters, options: { messageFrom: 'item' } }, items: [foreign(like.message(0))] });
	expect(sent.success).toHaveLength(1);
	sandbox.setStatus({ provider: mode.provider, status: 'delivered' });
	return [{ messageId: String(sent.success[0]!.json.messageId) }];
}
