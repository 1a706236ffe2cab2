/** n8n's side of publishing a workflow: the part that a trigger's webhook methods use. Requests really go out. */
import type { ICredentialType, IDataObject, IHookFunctions, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';

import { send } from '../sandbox/raw-client.mts';
import { WEBHOOK_ID } from './webhook.mts';

export interface Hook {
	url: string;
	parameters: INodeParameters;
	credentials: Record<string, IDataObject>;
	/** Signs requests. */
	credentialType: ICredentialType;
	/** n8n keeps it from one call to the next. */
	staticData: IDataObject;
}

const mustNotBeCalled = () => {
	throw new Error('n8n was asked for more than is needed');
};

/** A context with only the given functions. */
export function hookContextOf(given: object): IHookFunctions {
	const others = ['getCredentials', 'getNode', 'getNodeParameter', 'getNodeWebhookUrl', 'getWorkflow', 'getWorkflowStaticData'].map((name) => [name, mustNotBeCalled]);
	return { ...Object.fromEntries(others), helpers: { httpRequest: mustNotBeCalled, httpRequestWithAuthentication: mustNotBeCalled }, ...given } as unknown as IHookFunctions;
}

/** The context in which n8n calls `checkExists`, `create` and `delete`. */
export function hookContext({ url, parameters, credentials, credentialType, staticData }: Hook): IHookFunctions {
	const getCredentials = async (name: string) => {
		if (credentials[name] === undefined) throw new Error(`the node has no credential ${name}`);
		return await Promise.resolve({ ...credentials[name] });
	};
	const context = {
		getNode: () => ({ id: 'trigger', name: 'Trigger', type: 'trigger', typeVersion: 1, position: [0, 0], parameters, webhookId: WEBHOOK_ID }),
		getWorkflow: () => ({ id: 'w-1', name: 'Follow up', active: false }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => url,
		getWorkflowStaticData: () => staticData,
		getCredentials,
		helpers: {
			httpRequest: mustNotBeCalled,
			async httpRequestWithAuthentication(this: unknown, name: string, options: IHttpRequestOptions) {
				const authenticate = credentialType.authenticate as unknown as (data: IDataObject, options: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
				const signed = await authenticate(await getCredentials(name), options);
				const { status, headers, body } = await send(signed.url, { method: signed.method!, headers: signed.headers as Record<string, string>, body: (signed.body as string) ?? '' });
				return { statusCode: status, headers, body };
			},
		},
	};
	return context as unknown as IHookFunctions;
}
