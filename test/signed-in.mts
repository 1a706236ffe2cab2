import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import type { Controls } from '../sandbox/controls.mts';
import type { Call } from './samples.mts';

type Ask = (request: { url: string; body: object }) => Promise<{ statusCode: number; headers: object; body: unknown }>;

/** The credential's data with a token, if it has one: as after an earlier run. */
export async function signedIn({ credential, data }: Pick<Call, 'credential' | 'data'>, sandbox: Pick<Controls, 'providerUrl'>, ask: Ask): Promise<ICredentialDataDecryptedObject> {
	const given = data(sandbox) as ICredentialDataDecryptedObject;
	const helper = { helpers: { httpRequest: ask } } as unknown as IHttpRequestHelper;
	return { ...given, ...((await credential.preAuthentication?.call(helper, given)) as ICredentialDataDecryptedObject | undefined) };
}
