/**
 * A text of the user's with expressions in it, cut where they stand. Each is evaluated by itself for every item, so what a column holds can neither break
 * the text around it nor be taken for a part of it.
 */
export interface Template {
	/** With a slot in the place of each expression: `SLOT`, its index and `SLOT_END`. */
	text: string;
	/** As the user wrote them, with their braces. */
	expressions: readonly string[];
}

/** Code points that are no characters in any text. */
export const SLOT = '\ufdd0';
export const SLOT_END = '\ufdd1';

/** The key of the values of an item's expressions; what is wrong with one is told by this name. */
export const EVALUATED = 'Message';

/**
 * Cuts a text into what is the same for all items and what is not.
 * @param isExpression whether what stands in double braces is an expression
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
