/** Helpers for failed items on the error output. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

type Item = Pick<INodeExecutionData, 'json'>;

export interface Failed extends IDataObject {
	status: string;
	message: string;
	fix: string;
}

/** The failure of an item of the error output. */
export function failureOf({ json }: Item): Failed {
	return json.error as Failed;
}

/** The failure message of each item of the error output; undefined for an item that did not fail. */
export function whatFailed(items: readonly Item[]): Array<string | undefined> {
	return items.map((item) => (failureOf(item) as Failed | undefined)?.message);
}

/** The record of an item of any output. */
export function recordOf({ json }: Item): IDataObject {
	return typeof json.error === 'object' && json.error !== null ? (json.error as IDataObject) : json;
}

/** The statuses of items of any output. */
export function statuses(items: readonly Item[]): string[] {
	return items.map((item) => String(recordOf(item).status));
}
