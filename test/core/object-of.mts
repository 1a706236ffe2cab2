import { attempt, object, Refusal, refuse, type Reader } from '../../core/input/schema.ts';

/** Reads the fields of an object, each with its own reader. */
export const objectOf =
	<Known extends Readonly<Record<string, Reader<unknown>>>>(known: Known): Reader<{ [Name in keyof Known]: ReturnType<Known[Name]> }> =>
	(given) => {
		const item = object(given);
		const values = Object.entries(known).map(([name, read]) => {
			const result = attempt(read, item[name]);
			return [name, result instanceof Refusal ? refuse(result.what, result.fix, name) : result.value];
		});
		return Object.fromEntries(values) as { [Name in keyof Known]: ReturnType<Known[Name]> };
	};
