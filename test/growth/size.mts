/** Entries or characters of an input. The other one measured has twice as many. */
export const SIZE = 64;

/** The work that one input took at both sizes. */
export interface Measured {
	reader: string;
	input: string;
	once: number;
	twice: number;
}
