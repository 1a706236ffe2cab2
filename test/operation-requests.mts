/** That each choice under Operation asks the provider for what it says: the request that leaves, and through which credential. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fakeContext } from './core/context.mts';

type Execute = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** @param choices operation, its fields, the request, and the credential where it is not the first */
export function testExecuted(execute: Execute, credential: IDataObject, choices: Array<[operation: string, fields: IDataObject, request: string]>): void {
	test.each(choices)('%s leaves as one request of its own', async (operation, fields, request) => {
		const parameters = { operation, authentication: '', messageFrom: 'fields', simplify: true, options: { tries: 1, requestsPerSecond: 0 }, ...fields };
		const { context, requests } = fakeContext({ parameters, continueOnFail: true, credential, answer: () => ({ statusCode: 400, headers: {}, body: '' }) });
		await execute(context);
		expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
	});
}
