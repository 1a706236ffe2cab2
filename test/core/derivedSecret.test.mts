import crypto from 'node:crypto';

import { derivedSecret } from '../../core/receive/derivedSecret.ts';

const connection = { secretFields: ['key', 'accessToken'], token: {} as never };

test("a secret is derived with Node's scrypt at its own cost, once", async () => {
	const scrypt = jest.spyOn(crypto, 'scrypt');
	const derive = async () => await derivedSecret(connection, { key: 'k', accessToken: 'soon another' }, 'salt', 'purpose');
	const secrets = [await derive(), await derive()];
	const { calls } = scrypt.mock;
	scrypt.mockRestore();
	expect(calls).toEqual([['["k","purpose"]', 'salt', 32, expect.any(Function)]]);
	expect(secrets).toEqual(Array(2).fill(crypto.scryptSync('["k","purpose"]', 'salt', 32).toString('hex')));
});
