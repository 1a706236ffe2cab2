// Proves what a user sees in n8n's editor: search finds our node, its fields follow the Content Type, an example workflow runs from its button, and the
// sandbox's inbox shows the messages. `--update-pictures` renews docs/pictures. With names of nodes or of actions, only these are checked.
import { parseArgs } from 'node:util';

import { loadExample } from '../demo/example.mts';
import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildScene } from '../host/testBed.mts';
import { Proof, same, settles } from './proof.mts';
import { openBrowser } from './editor/browser.mts';
import { EditorPage } from './editor/editorPage.mts';
import { ADD, searches, tours, type Step, type Tour } from './editor/fields.mts';
import { Pictures } from './editor/pictures.mts';
import { provePrepareMessages } from './editor/prepareMessages.mts';

const { values: flags, positionals: wanted } = parseArgs({ allowPositionals: true, options: { 'update-pictures': { type: 'boolean', default: false } } });

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	const pictures = new Pictures(flags['update-pictures']);
	const scene = await buildScene(report, 'proof-editor');
	const browser = await report.step('Open Chromium', openBrowser);
	const page = await browser.newPage();
	const editor = new EditorPage(page, scene.n8n.url);

	await editor.signIn(scene.owner);
	if (wanted.length === 0 || wanted.includes('search')) await proveSearches(editor, proof, pictures);
	for (const tour of tours) if (wanted.length === 0 || wanted.includes(tour.node) || wanted.includes(tour.action)) await proveTour(tour, editor, proof, pictures);
	if (wanted.length === 0 || wanted.includes('Prepare Messages')) await provePrepareMessages(scene, editor, proof, pictures);
	if (wanted.length > 0) return proof.result();

	const inbox = await browser.newPage();
	await inbox.goto(`${scene.sandbox.url}/`);
	await proof.holds('the example workflow runs from its button; every customer is in the success branch', async () => {
		const example = await loadExample('wiraya-bulk-sms.json', scene);
		await editor.openWorkflow(await scene.rest.createWorkflow(example.workflow));
		await editor.execute('Accepted');
		await pictures.take(page, 'canvas');
		await editor.open('Send SMS');
		const unsaid = async () => {
			const output = await editor.output();
			return ['1,000 accepted', 'Success Branch (1000 items)'].filter((words) => !output.includes(words));
		};
		await settles('what the output panel does not say', unsaid, []);
		same('accepted by the sandbox', (await scene.sandbox.counts()).accepted, example.customers);
		await editor.showOutputAs('json');
		return await pictures.take(page, 'editor');
	});
	await proof.holds('the inbox, opened before, shows the messages without a reload', async () => {
		await inbox.getByText(/^Hi .+! Order A-1\d{4} waits for you at .+/).first().waitFor();
		await settles('messages', () => inbox.locator('#total').innerText(), '1,000');
		return await pictures.take(inbox, 'inbox');
	});
	return proof.result();
});

/** Searches of somebody who does not know our providers. */
async function proveSearches(editor: EditorPage, proof: Proof, pictures: Pictures): Promise<void> {
	await editor.newWorkflow();
	await editor.openNodesPanel();
	for (const [words, ...nodes] of searches) {
		await proof.holds(`searching "${words}" finds a node of ours first or second`, async () => {
			await editor.searchNodes(words);
			await settles('ours among the first two', async () => (await editor.foundNodes()).slice(0, 2).some((name) => nodes.includes(name)), true);
			return await pictures.take(editor.page, `search-${words.replaceAll(' ', '-')}`);
		});
	}
}

/** A send shows at most eight fields below the credential, and recipient and text without scrolling. */
async function proveFirstSight(editor: EditorPage, fields: readonly string[]): Promise<void> {
	same('at most eight', fields.slice(1).length <= 8, true);
	for (const label of ['To', 'Text'].filter((name) => fields.includes(name))) same(`${label} above the fold`, await editor.isInSight(label), true);
}

/** The steps show this trigger's own address and secret. */
async function proveCopies(editor: EditorPage, { provider, count, shows }: NonNullable<Step['toCopy']>): Promise<void> {
	await settles('how much there is to copy', async () => (await editor.toCopy()).length, count);
	const copies = await editor.toCopy();
	const [, base, webhookId] = /^(.*)\/webhook\/([^/]+)\/webhook/.exec(copies[0]!) ?? [];
	const expected = shows(`${base}/webhook/${webhookId}/webhook`, givenSecret(provider, CALLBACK_SECRET, webhookId!));
	same('to copy', copies.slice(0, expected.length), expected);
}

/** Takes one node from the search through each of its choices, with pictures. */
async function proveTour({ node, found = [node], action, steps }: Tour, editor: EditorPage, proof: Proof, pictures: Pictures): Promise<void> {
	await proof.holds(`searching "${node}" finds the node, and "${action}" adds it`, async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.searchNodes(node);
		await settles('found', () => editor.foundNodes(), found);
		await pictures.take(editor.page, `search-${node}`);
		await (action === ADD ? editor.addNode(node, action) : editor.addAction(node, action));
		return await pictures.take(editor.page, `added-${node}`);
	});
	for (const { choose, fields, marked, toCopy, isSend, picture: name } of steps) {
		const [parameter, option] = choose ?? ['action', action];
		await proof.holds(`${node}, ${parameter} "${option}": its fields and no others`, async () => {
			if (choose) await editor.choose(...choose);
			await editor.reopen();
			if (toCopy) await editor.toggle('showSecret');
			const seen = async () => {
				const all = await editor.fields();
				return { fields: all.map((field) => field.name), marked: all.filter((field) => field.marked).map((field) => field.name) };
			};
			let picture = '';
			try {
				await settles('fields, and those marked as missing', seen, { fields, marked });
				if (toCopy) await proveCopies(editor, toCopy);
				if (isSend) await proveFirstSight(editor, fields);
				await editor.scrollToTop();
			} finally {
				picture = await (name ? pictures.take(editor.page, name, await editor.parametersArea()) : pictures.take(editor.page, `fields-${node}-${parameter}-${option.replaceAll(' ', '')}`));
			}
			return picture;
		});
	}
}
