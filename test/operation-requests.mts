/** Checks that each choice under Operation makes the right request, with the right credential. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Provider } from '../core/provider.ts';
import { executeOperation } from '../n8n/run/operation.ts';
import { fakeContext } from './core/context.mts';

type Execute = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** @param choices operation, its fields, the request, and the credential if it is not the first */
export function testExecuted(provider: Provider | Execute, credential: IDataObject, choices: Array<[operation: string, fields: IDataObject, request: string]>): void {
	if (typeof provider !== 'function') {
		// An operation for one channel runs the same code as the operation for all channels.
		test('every operation is in the list', () => {
			const all = provider.operations.filter((entry) => entry.kind !== 'local' && !('preset' in entry)).map(({ value }) => value);
			expect(choices.map(([operation]) => operation).sort()).toEqual(all.sort());
		});
	}
	test.each(choices)('%s leaves as one request of its own', async (operation, fields, request) => {
		const parameters = { operation, authentication: '', options: { tries: 1, requestsPerSecond: 0 }, ...fields };
		const { context, requests } = fakeContext({ parameters, continueOnFail: true, credential, answer: () => ({ statusCode: 400, headers: {}, body: '' }) });
		await (typeof provider === 'function' ? provider(context) : executeOperation(context, provider));
		expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
	});
}
