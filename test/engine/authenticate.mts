import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** Does what n8n's credentials helper does with `authenticate`: calls a function. A generic one may here only have headers that name one field. */
export async function authenticate(type: ICredentialType, data: IDataObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
	const given = type.authenticate;
	if (typeof given === 'function') return await given.call(type, data as ICredentialDataDecryptedObject, options);
	if (given === undefined) return options;
	const headers = Object.entries(given.properties.headers ?? {}).map(([name, template]) => [
		name,
		String(template).replace(/^=\{\{\s*\$credentials\.(\w+)\s*\}\}$/, (_all, field: string) => String(data[field])),
	]);
	return { ...options, headers: { ...options.headers, ...(Object.fromEntries(headers) as Record<string, string>) } };
}
