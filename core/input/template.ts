/**
 * A user's text with expressions, cut at the expressions. n8n evaluates each expression on its own for every item, so the value of a column can neither
 * break the text around it nor pass for a part of it.
 */
export interface Template {
	/** The text with a slot in place of each expression: `SLOT`, its index and `SLOT_END`. */
	text: string;
	/** The expressions as the user wrote them, with their braces. */
	expressions: readonly string[];
}

/** Code points that Unicode reserves as non-characters, so no text has them. */
export const SLOT = '\ufdd0';
export const SLOT_END = '\ufdd1';

/** The key of the values of an item's expressions. Error messages use it as the field's name. */
export const EVALUATED = 'Message';

/**
 * Cuts a text into its fixed parts and its expressions.
 * @param isExpression whether double braces hold an expression
 */
export function cutTemplate(given: string, isExpression: boolean): Template {
	const text = given.replaceAll(SLOT, '').replaceAll(SLOT_END, '');
	const slots = new Map<string, number>();
	if (!isExpression) return { text, expressions: [] };
	const cut = text.replace(/\{\{[^]*?\}\}/g, (expression) => {
		const slot = slots.get(expression) ?? slots.size;
		slots.set(expression, slot);
		return `${SLOT}${slot}${SLOT_END}`;
	});
	return { text: cut, expressions: [...slots.keys()] };
}
