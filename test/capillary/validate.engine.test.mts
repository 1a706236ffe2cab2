/** Validate OTP in n8n's engine, against the sandbox. It is a look-up, not a send, and must leave the code nowhere. */
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary } from './capillary.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const entityValue = '447700900123';

async function send(): Promise<string> {
	await runCapillary(sandbox, [{ entityType: 'MOBILE', entityValue, action: 'POINTS' }], { parameters: { operation: 'generateOtp', options: { messageFrom: 'item' } } });
	return String(sandbox.accepted().at(-1)!.details.otp);
}

async function check(items: IDataObject[], parameters: IDataObject = {}) {
	return await runCapillary(sandbox, items, {
		parameters: { operation: 'validateOtp', entityType: 'MOBILE', to: entityValue, action: '={{ $json.action ?? "POINTS" }}', code: '={{ $json.typed }}', ...(parameters as object) },
		options: { concurrency: 1 },
	});
}

test('a right code, a wrong one, one for another action, and one for an unknown customer', async () => {
	const code = await send();
	const wrong = code === '000000' ? '000001' : '000000';
	const { success, errors } = await check([{ typed: code }, { typed: wrong }, { typed: code, action: 'COUPON' }, { typed: ` ${code} ` }]);
	expect(errors).toEqual([]);
	const about = { provider: 'capillary', status: 'answered', channel: 'sms', recipient: entityValue };
	expect(success.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual([
		{ json: { ...about, action: 'POINTS', valid: true, warnings: [] }, pairedItem: { item: 0 } },
		{ json: { ...about, action: 'POINTS', valid: false, warnings: [] }, pairedItem: { item: 1 } },
		{ json: { ...about, action: 'COUPON', valid: false, warnings: ['Capillary: 9001 No valid OTP'] }, pairedItem: { item: 2 } },
		{ json: { ...about, action: 'POINTS', valid: true, warnings: [] }, pairedItem: { item: 3 } },
	]);
	const raw = await check([{ typed: code }], { options: { simplify: false } });
	expect(raw.success[0]!.json.raw).toEqual({ entity: true, warnings: [] });
});

test('the code appears nowhere, even if the provider repeats it', async () => {
	const code = '7C4A9B1';
	const bodies = [
		{ status: 400, body: JSON.stringify({ errors: [{ code: 602, message: `What is ${code}?` }] }) },
		{ status: 200, body: `${code} is not JSON` },
		{ status: 200, body: JSON.stringify({ entity: false, warnings: [{ message: `${code} was tried` }] }) },
		{ status: 502, body: `<p>${code}</p>` },
	];
	for (const { status, body } of bodies) sandbox.addFault({ kind: 'status', status, body, contentType: 'application/json' });
	const items = bodies.map(() => ({ n: 1 }));
	const { success, errors } = await check(items, { code, options: { simplify: false } });
	expect([success.length, errors.length]).toEqual([1, 3]);
	expect(JSON.stringify([success, errors])).not.toContain(code);
	expect(JSON.stringify(success)).toContain('*** was tried');
	expect(sandbox.requests()).toHaveLength(4);
	const bad = await check([{ n: 1 }], { code: `${code} ${code}` });
	expect(bad.errors[0]!.json.error).toMatchObject({ message: expect.stringMatching(/^Code (is|contains) /) as string });
	expect(JSON.stringify(bad.errors)).not.toContain(code);
});

test('a check with an unknown result is not repeated', async () => {
	sandbox.addFault({ kind: 'resetAfter', count: 'always' });
	const { errors } = await check([{ typed: '123456' }]);
	expect(errors[0]!.json.error).toMatchObject({ status: 'unknown', attempts: 1 });
	expect(sandbox.requests()).toHaveLength(1);
});

test('an unreadable refusal says to check first, and not that a message may have been delivered', async () => {
	sandbox.addFault({ kind: 'htmlPage', status: 400, count: 'always' });
	const { errors } = await check([{ typed: '123456' }]);
	expect(errors[0]!.json.error).toMatchObject({ status: 'unknown', attempts: 1, fix: expect.stringMatching(/^Check with the provider whether it was done/) as string });
});
