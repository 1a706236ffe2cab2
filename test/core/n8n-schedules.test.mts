/** A message that the user meant to schedule must never go at once. */
import type { SendOperation } from '../../core/send/operation.ts';
import { executeSend } from '../../n8n/run/execute.ts';
import { send as capillary } from '../../providers/capillary/send/operation.ts';
import { send as wavy } from '../../providers/wavy/send/operation.ts';
import { enqueue as wiraya } from '../../providers/wiraya/enqueue/operation.ts';
import { whatFailed } from '../failed.mts';
import { fakeContext } from './context.mts';

const to = '+447700900123';
const nodes: ReadonlyArray<[string, SendOperation, Record<string, unknown>, string, string]> = [
	['Wiraya', wiraya as never, { contentType: 'SMSProject', to, projectId: 1 }, 'sendAt', 'Send At'],
	['Capillary', capillary as never, { channel: 'sms', to, text: 'Hi' }, 'sendAt', 'Send At'],
	['Wavy', wavy as never, { to, text: 'Hi' }, 'sendAt', 'Send At'],
];

async function plan(operation: SendOperation, parameters: object, items: object[]) {
	const fake = fakeContext({ parameters: { ...parameters, options: { dryRun: true } }, items: items as never, continueOnFail: true, credential: { baseUrl: 'https://api.example.com', region: 'eu.api.capillarytech.com', user: 'a', password: 'b' } });
	const [out] = await executeSend(fake.context, operation.provider, {}, operation);
	return out!;
}

describe.each(nodes)('%s', (_name, operation, fields, name, label) => {
	it.each([undefined, null, ''])('refuses a schedule whose expression gives %p', async (when) => {
		const out = await plan(operation, { ...fields, [name]: '=when' }, [{ when }, { when: '2031-01-15T10:30:00' }]);
		expect(whatFailed(out)).toEqual([`${label} is empty: its expression gives nothing, and the message would go at once`, undefined]);
		expect(out[1]!.json.scheduledAt).toBe('2031-01-15T10:30:00+01:00');
	});

	it('warns of a time that clocks skip or show twice', async () => {
		const out = await plan(operation, { ...fields, [name]: '=when' }, [{ when: '2031-03-30T02:30:00' }, { when: '2031-10-26T02:30:00' }]);
		expect(out.map(({ json }) => [json.scheduledAt, (json.warnings as string[]).filter((one) => one.startsWith('Clocks'))])).toEqual([
			['2031-03-30T03:30:00+02:00', [expect.stringContaining('skip')]],
			['2031-10-26T02:30:00+02:00', [expect.stringContaining('twice')]],
		]);
	});
});

test('an empty field sends at once', async () => {
	expect((await plan(wiraya as never, { contentType: 'SMSProject', to, projectId: 1, sendAt: '' }, [{}]))[0]!.json).toMatchObject({ status: 'dryRun', scheduledAt: null });
});

test('a schedule that does not apply may be empty', async () => {
	const out = await plan(wiraya as never, { contentType: '=type', to, projectId: 1, from: 'Shop', text: 'Hi', sendAt: '=when' }, [{ type: 'SMSFromAlpha' }, { type: 'SMSProject', when: '2031-01-15T10:30:00' }]);
	expect(out.map(({ json }) => json.status)).toEqual(['dryRun', 'dryRun']);
});
