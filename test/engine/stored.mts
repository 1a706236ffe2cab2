import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';

const ADDITIONAL = 'additionalFields';

/** The fields of an operation as the editor stores them, with Additional Fields in their collection. */
export function asStored({ description: { properties } }: INodeType, parameters: INodeParameters): INodeParameters {
	const collection = properties.find(({ name, displayOptions }) => name === ADDITIONAL && displayOptions?.show?.operation?.includes(String(parameters.operation)));
	const names = new Set(((collection?.options ?? []) as INodeProperties[]).map(({ name }) => name));
	const entries = Object.entries(parameters);
	const additional = Object.fromEntries(entries.filter(([name]) => names.has(name)));
	return { ...Object.fromEntries(entries.filter(([name]) => !names.has(name))), [ADDITIONAL]: { ...(parameters[ADDITIONAL] as INodeParameters | undefined), ...additional } };
}
