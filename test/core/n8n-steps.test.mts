/** The steps in a trigger's panel, in n8n's own context. They show the secret only on request, and it is the secret that lets callbacks in. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { triggerOf } from '../engine/publish.mts';
import { WEBHOOK_ID } from '../engine/webhook.mts';
import { PigeonTrigger } from '../fifth/PigeonTrigger.node.mts';
import { CapillaryTrigger, ComapiTrigger, HttpMessagesTrigger, WavyTrigger, WirayaTrigger } from '../nodes.ts';

const OWN = 'correct horse battery staple';
const BASE = 'https://n8n.example.com/webhook';

async function notice(node: INodeType, parameters: INodeParameters = {}, data: IDataObject = { secret: OWN }): Promise<string> {
	const credential = { type: new CommunicationsCallbackApi() as never, data: data as never };
	const { steps } = triggerOf({ node, credential, parameters: { webhookId: WEBHOOK_ID, showSecret: true, ...parameters }, baseUrl: BASE });
	const { fields, emptyFieldsNotice = '' } = await steps();
	expect(fields).toEqual([]);
	return emptyFieldsNotice;
}

/** The text that the user reads and copies. n8n shows the HTML, and a break within a word is not a character. */
async function read(...given: Parameters<typeof notice>): Promise<string> {
	const html = await notice(...given);
	return html.replaceAll('<wbr>', '').replaceAll('<br>', '\n').replace(/<\/?\w+>/g, '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

const url = `${BASE}/${WEBHOOK_ID}/webhook`;
const wiraya = { authentication: 'basicAuth', template: 'json' };
const secretOf = (provider: string) => givenSecret(provider, OWN, WEBHOOK_ID);

test.each<[string, INodeType, INodeParameters, string[]]>([
	['Wavy: the whole address', new WavyTrigger(), {}, [`${url}?token=${secretOf('wavy')}`, `${BASE}-test/${WEBHOOK_ID}/webhook?token=${secretOf('wavy')}`]],
	['Wiraya, user and password', new WirayaTrigger(), wiraya, [url, 'n8n', secretOf('wiraya'), '"messageId": "{ID}"']],
	['Wiraya, a header, by XML', new WirayaTrigger(), { authentication: 'header', template: 'xml' }, [url, 'X-Callback-Secret', secretOf('wiraya'), '<messageId>{ID}</messageId>']],
	['Wiraya, a header of one’s own, by GET', new WirayaTrigger(), { authentication: 'header', template: 'get', options: { headerName: 'X-Shop' } }, [`${url}?`, 'messageId={ID}', 'X-Shop']],
	['Capillary by hand', new CapillaryTrigger(), { registration: 'byHand' }, [url, 'X-Callback-Secret', secretOf('capillary')]],
	['Comapi by hand', new ComapiTrigger(), { registration: 'byHand' }, [url, secretOf('comapi'), 'message.inbound']],
])('%s', async (_name, node, parameters, expected) => {
	const shown = await read(node, parameters);
	for (const words of expected) expect(shown).toContain(words);
	expect(shown).toMatch(/^\n1\. /);
	expect(shown).not.toContain(OWN);
	const hidden = await read(node, { ...parameters, showSecret: false });
	for (const provider of ['wavy', 'wiraya', 'capillary', 'comapi']) expect(hidden).not.toContain(secretOf(provider));
	expect(hidden).toContain('••••••••');
});

test.each<[string, INodeType]>([['Capillary', new CapillaryTrigger()], ['Comapi', new ComapiTrigger()]])('%s, registered by the node: there is nothing to copy', async (_name, node) => {
	const shown = await notice(node, { registration: 'byNode' });
	expect(shown).toContain('Publish this workflow');
	expect(shown).not.toMatch(/<b>|••/);
});

test('without a credential or with an invalid secret, the steps say what to do', async () => {
	expect(await read(new WavyTrigger(), {}, { secret: 'short' })).toContain('Secret has 5 characters and needs at least 16. Make up at least 16 random characters.');
	const missing = triggerOf({ node: new WavyTrigger(), credential: { type: new CommunicationsCallbackApi() as never, data: {} }, parameters: { webhookId: WEBHOOK_ID, showSecret: true }, baseUrl: BASE, without: true });
	expect((await missing.steps()).emptyFieldsNotice).toContain('Choose the credential, then switch Show Secret off and on.');
	expect(await read(new WavyTrigger(), { webhookId: '' })).toContain('This trigger has no address yet');
});

test('copied values are escaped as HTML', async () => {
	expect(await notice(new PigeonTrigger())).toContain('<pre>&lt;a&gt;\n"b"</pre>');
});

test('n8n stores none of it with the workflow', () => {
	for (const node of [new WavyTrigger(), new WirayaTrigger(), new CapillaryTrigger(), new ComapiTrigger(), new HttpMessagesTrigger()]) {
		const steps = node.description.properties.find(({ name }) => name === 'steps')!;
		// n8n stores the value of such a field and the list of its fields, which is empty.
		expect([steps.type, steps.default, steps.noDataExpression]).toEqual(['resourceMapper', { mappingMode: 'defineBelow', value: null }, true]);
		expect(node.description.webhooks![0]!.ndvHideUrl).toBe(true);
	}
});
