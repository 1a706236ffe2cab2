import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Parts of a parameter that few have. */
type Rest = Pick<INodeProperties, 'noDataExpression' | 'placeholder' | 'required' | 'displayOptions'>;

/** What a number may be, and what it is at first. */
interface Range {
	least: number;
	most?: number;
	usual: number;
}

/** A parameter that takes a text. */
export const text = (displayName: string, name: string, description?: string, { usual = '', ...rest }: Rest & { usual?: string } = {}): INodeProperties => ({ displayName, name, type: 'string', default: usual, description, ...rest });

/** A field of a credential that the editor shows as dots. */
export const secret = (displayName: string, name: string, description?: string, rest: Rest = {}): INodeProperties => ({ ...text(displayName, name, description, { required: true, ...rest }), typeOptions: { password: true } });

/** A parameter that takes a number. */
export const number = (displayName: string, name: string, { least, most, usual }: Range, description: string, rest: Rest = {}): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: least, ...(most !== undefined && { maxValue: most }) },
	default: usual,
	description,
	...rest,
});

/** A parameter that is on or off, and off at first. */
export const flag = (displayName: string, name: string, description: string, rest: Rest = {}): INodeProperties => ({ displayName, name, type: 'boolean', default: false, description, ...rest });

/** A parameter that takes one of several values. */
export const choice = (displayName: string, name: string, usual: string, description: string, options: INodePropertyOptions[], rest: Rest = {}): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options,
	default: usual,
	description,
	...rest,
});

/** Parameters of which the user adds those he needs, in the order of their labels, as n8n's rules want. */
export const collection = (displayName: string, name: string, placeholder: string, options: INodeProperties[]) =>
	({ displayName, name, type: 'collection', placeholder, default: {}, options }) satisfies INodeProperties;
