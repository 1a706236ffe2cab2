import { createHmac, randomBytes } from 'node:crypto';

/** Tokens of one provider. A token contains its number, its expiry, and a proof that it was made here. */
export class Tokens {
	private readonly seal = randomBytes(32);
	private issued = 0;
	private lastExpired = 0;

	/** @param until milliseconds since 1970 */
	give(until: number): string {
		this.issued += 1;
		return `sandbox.${this.issued}.${until}.${this.proofOf(String(this.issued), String(until))}`;
	}

	isGood(token: string): boolean {
		const [, number, until, proof] = /^sandbox\.(\d+)\.(\d+)\.(\S+)$/.exec(token) ?? [];
		return proof !== undefined && proof === this.proofOf(number!, until!) && Number(number) > this.lastExpired && Number(until) > Date.now();
	}

	/** Makes all earlier tokens invalid. */
	expire(): void {
		this.lastExpired = this.issued;
	}

	private proofOf(number: string, until: string): string {
		return createHmac('sha256', this.seal).update(`${number}.${until}`).digest('base64url');
	}
}
