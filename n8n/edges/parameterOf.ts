import type { MessageField } from '../../core/input/settings';
import { ADDITIONAL_FIELDS } from '../editor/formFields';
import type { Parameters } from './parameters';

/**
 * Where a field's value is: in its own parameter, or among the Additional Fields.
 * @param preset the selector's one value: a field may have another parameter under it
 * @returns null if it is not filled in
 */
export function parameterOf({ name, parameters: others }: MessageField, parameters: Pick<Parameters, 'has'>, preset: string | undefined): string | null {
	const own = (preset === undefined ? undefined : others?.[preset]) ?? name;
	return [own, `${ADDITIONAL_FIELDS}.${own}`].find((path) => parameters.has(path)) ?? null;
}
