/** Entries or characters of an input. The other one measured has twice as many. */
export const SIZE = 64;

/** Twice the work is 2. What grows with the square is more even where every entry costs much besides: 2.1 was the least of those once found. */
export const MOST = 2.05;

/** The work that one input took at both sizes. */
export interface Measured {
	reader: string;
	input: string;
	once: number;
	twice: number;
}
