/** The registry's rows of requests, played in the engine against the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { SENDS } from '../registry.mts';
import type { Mode, SecretRow } from '../samples.mts';

/** Words that only Unicode has, and words that ISO-8859-1 has. */
export const foreign = (given: IDataObject) => JSON.parse(JSON.stringify(given).replaceAll('Parcel', 'Zoës Päckchen für 5 €')) as IDataObject;

export async function runRow(sandbox: Sandbox, row: SecretRow, mode: Mode, items: IDataObject[], options: IDataObject = {}) {
	const data = { ...mode.others, ...mode.secrets, baseUrl: sandbox.providerUrl(mode.provider) };
	const parameters = { ...row.parameters, ...mode.parameters, options: { requestsPerSecond: 0, ...options, ...(row.parameters.options as IDataObject | undefined) } } as never;
	return await runInEngine({ node: row.node, credential: { type: mode.type, data }, parameters, items, settings: { onError: 'continueErrorOutput' } });
}

/** The items of a row. Sends or writes the messages that they look up first, one request at a time. */
export async function itemsOfRow(sandbox: Sandbox, { found, item }: SecretRow, mode: Mode, count: number): Promise<IDataObject[]> {
	if (typeof found !== 'string') {
		if (found !== undefined) sandbox.write(found);
		return Array.from({ length: count }, (_, i) => item(i));
	}
	const like = SENDS[found]!;
	const options = { messageFrom: 'item', requestsPerSecond: 0, concurrency: 1, ...(!like.single && { batchSize: 1 }) };
	const items = Array.from({ length: count }, (_, i) => foreign(like.message(i)));
	const { success } = await runInEngine({ node: like.node, credential: { type: like.credential, data: like.data(sandbox) }, parameters: { ...like.parameters, options }, items });
	expect(success).toHaveLength(count);
	sandbox.setStatus({ provider: mode.provider, status: 'delivered' });
	return success.map(({ json }) => ({ messageId: String(json.messageId) }));
}
