import { declared, type Form } from '../../core/input/form';
import { attempt, refuse } from '../../core/input/schema';
import { cutTemplate } from '../../core/input/template';
import type { SendMaker, SendOperation } from '../../core/send/operation';
import { sameForAll } from './options';
import { parameterOf } from './parameterOf';
import type { Parameters } from './parameters';

/**
 * Makes the operation that the user's settings describe. Errors name a setting by its label.
 * @param count items of the execution
 * @throws Refusal
 * @throws SettingError for a setting that differs from item to item
 */
export function madeFrom(form: Form, make: SendMaker, parameters: Parameters, count: number): SendOperation {
	const made = attempt(() => make(settingsOf(form, parameters, count)), null);
	if ('value' in made) return made.value;
	return refuse(made.what, made.fix, form[made.field ?? '']?.label ?? made.field);
}

/** The settings as the user filled them in; a template is cut at its expressions. */
export function settingsOf(form: Form, parameters: Parameters, count: number): Record<string, unknown> {
	const given = declared(form).fields.flatMap((field): Array<[string, unknown]> => {
		const path = parameterOf(field, parameters, undefined);
		if (path === null) return [];
		if (!form[field.name]!.isTemplate) return [[field.name, sameForAll(parameters, path, field.displayName, count)]];
		const raw = parameters.raw(path);
		const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
		const isExpression = text.startsWith('=');
		return [[field.name, cutTemplate(isExpression ? text.slice(1) : text, isExpression)]];
	});
	return Object.fromEntries(given);
}
