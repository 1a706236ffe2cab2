/** Entries or characters of an input. The second input has twice as many. */
export const SIZE = 64;

/** The largest ratio; twice the work is 2. Quadratic growth gives more, even if every entry has high other costs: the smallest such ratio found was 2.1. */
export const MOST = 2.05;

/** The work for one input at both sizes. */
export interface Measured {
	reader: string;
	input: string;
	once: number;
	twice: number;
}
