/** Calls of the API's second version: the sandbox refuses everything that their pages do not name. */
import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const Authorization = `Basic ${Buffer.from(`sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`).toString('base64')}`;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
	const answer = await fetch(`${sandbox.providerUrl('capillary')}/v2/${path}`, {
		method: 'POST',
		headers: { Authorization, 'Content-Type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, text, codes: ((JSON.parse(text) as { errors?: Array<{ code: number }> }).errors ?? []).map(({ code }) => code) };
}

const mobile = { entityType: 'MOBILE', entityValue: '447700900123', action: 'GENERIC' };

test('an id is repeated with all its digits, and so is that of the new message', async () => {
	const { text } = await post('communications/resend', '{"messageId": 9007199254740995}');
	expect(text).toMatch(/^\{"orgId":\d+,"undeliveredMessageId":9007199254740995,"resentMessageId":\d{16},"warnings":\[\]\}$/);
});

test.each(['{"messageId":"17"}', '{"messageId":1.5}', '{"messageId":17,"orgId":1}', '{}', '17', '{"messageId":'])('%s is not a request for a message: 400', async (body) => {
	expect(await post('communications/resend', body)).toMatchObject({ status: 400, codes: [400] });
	expect(sandbox.accepted()).toEqual([]);
});

test.each<[object, number[]]>([
	[{}, [600, 601, 602]],
	[{ ...mobile, action: 'LOGIN' }, [600]],
	[{ ...mobile, entityType: 'CARD' }, [601]],
	[{ ...mobile, entityType: 'EMAIL' }, [602]],
	[{ ...mobile, entityValue: '+447700900123' }, [8056]],
	[{ ...mobile, channels: [{ type: 'FAX', value: '1' }] }, [603]],
	[{ ...mobile, emailTemplate: { subject: 'Hi' } }, [400]],
	[{ ...mobile, code: '1' }, [400]],
])('%p brings no code', async (body, codes) => {
	expect(await post('otp/generate', body)).toMatchObject({ status: 400, codes });
	expect(sandbox.accepted()).toEqual([]);
});

test("the vendor's example, with its small letters; the code can be validated, and after a reset cannot", async () => {
	const example = {
		entityType: 'email',
		entityValue: 'tom.sawyer@example.com',
		action: 'REGISTRATION',
		template: 'Your otp is {{ validation_code }}.',
		emailTemplate: { subject: 'Validation Code', body: 'The code is: {{ validation_code }}.' },
		channels: [{ type: 'SMS', value: '9191919191' }, { type: 'EMAIL', value: 'tom.sawyer@example.com' }],
	};
	expect((await post('otp/generate?format=json', example)).text).toMatch(/^\{"createdId":\d{13},"warnings":\[\]\}$/);
	const [message] = sandbox.accepted();
	expect(message).toMatchObject({ channel: 'email', text: `The code is: ${String(message!.details.otp)}.`, details: { subject: 'Validation Code' } });
	expect((await post('otp/generate', example)).text).toBe('{"createdId":1,"warnings":[]}');
	const { entityType, entityValue, action } = example;
	const validated = async (code?: string) => (await post('otp/validate', { entityType, entityValue, action, code })).text;
	expect(await validated(String(message!.details.otp))).toBe('{"entity":true,"warnings":[]}');
	expect(await validated('nope')).toBe('{"entity":false,"warnings":[]}');
	expect(await validated()).toContain('"code":604');
	sandbox.reset();
	expect(await validated('nope')).toContain('"code":9001');
});

test.each<[number, Record<string, string>]>([
	[401, { Authorization: 'Basic bm9ib2R5' }],
	[415, { 'Content-Type': 'application/xml' }],
])('%i', async (status, headers) => {
	expect(await post('otp/generate', mobile, headers)).toMatchObject({ status, codes: [status] });
});
