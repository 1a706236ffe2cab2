import type { Scene } from '../../host/testBed.mts';
import type { Workflow, WorkflowNode } from '../../host/workflow.mts';
import { same, settles, type Proof } from '../proof.mts';
import type { EditorPage } from './editorPage.mts';
import type { Pictures } from './pictures.mts';

const NODE = 'Prepare Messages';

/** Realistic values for every check. */
const CHECKS = {
	allowedCountries: 'GB, SE',
	allowedHours: { hours: { from: '09:00', to: '20:00', days: [1, 2, 3, 4, 5, 6], holidays: '2026-12-25, 2026-12-26', clock: 'given', timeZone: 'Europe/London', outside: 'later' } },
	maxMessages: 20_000,
	maxPerCountry: 15_000,
	maxSegments: 2,
	mobileOnly: true,
	optOutColumn: 'phone',
	plainCharacters: 'plain',
	prices: { price: [{ country: 'GB', amount: 0.04, currency: 'GBP' }] },
	twice: 'recipient',
	summary: true,
};

const FIELDS = ['To', 'Text', 'Channel', 'Default Country', 'Checks'];
const SHOWN = [
	...['Allowed Countries', 'Allowed Hours', 'From', 'To', 'Days', 'Holidays', 'Clock', 'Time Zone', 'Outside', 'Maximum Messages', 'Maximum per Country', 'Maximum SMS Parts', 'Mobile Numbers Only', 'Opt-Out Column'],
	...['Plain Characters', 'Prices', 'Country', 'Price a Part', 'Currency', 'Same Person Twice', 'Summary'],
];

/** Taller than any screen, so that one picture shows all checks. */
const TALL = { width: 1400, height: 2060 };

/** Proves that the node shows two inputs, an output for each decision, and every check. */
export async function provePrepareMessages({ rest }: Scene, editor: EditorPage, proof: Proof, pictures: Pictures): Promise<void> {
	await proof.holds('Prepare Messages shows its inputs, its outputs and all its checks', async () => {
		const size = editor.page.viewportSize();
		await editor.openWorkflow(await rest.createWorkflow(workflow()));
		await settles('names at the ends of the node', async () => await editor.ends(NODE), ['Messages', 'Opted Out', 'Send', 'Later', 'Skip', 'Summary']);
		await editor.page.setViewportSize(TALL);
		try {
			await editor.open(NODE);
			const unseen = async () => {
				const shown = (await editor.fields()).map(({ name }) => name);
				return [...FIELDS, ...SHOWN].filter((name) => !shown.includes(name));
			};
			await settles('fields that are not shown', unseen, []);
			same('fields marked as missing', (await editor.fields()).filter(({ marked }) => marked), []);
			return await pictures.take(editor.page, 'prepare-messages', await editor.parametersArea());
		} finally {
			if (size) await editor.page.setViewportSize(size);
		}
	});
}

function workflow(): Workflow {
	const node = (name: string, type: string, y: number, parameters: Record<string, unknown> = {}): WorkflowNode => ({ id: name, name, type, typeVersion: 1, position: [name === NODE ? 300 : name === 'Start' ? -300 : 0, y], parameters });
	const end = (index: number) => [[{ node: NODE, type: 'main', index }]];
	return {
		name: 'Prepare Messages with all checks',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 0),
			node('Customers', 'n8n-nodes-base.noOp', -100),
			node('Who Said Stop', 'n8n-nodes-base.noOp', 100),
			node(NODE, 'n8n-nodes-communications.prepareMessages', 0, { to: '={{ $json.phone }}', text: '=It’s ready, {{ $json.first_name }}!', channel: 'sms', defaultCountry: 'GB', checks: CHECKS }),
		],
		connections: { Start: { main: [['Customers', 'Who Said Stop'].map((name) => ({ node: name, type: 'main', index: 0 }))] }, Customers: { main: end(0) }, 'Who Said Stop': { main: end(1) } },
		settings: { executionOrder: 'v1' },
	};
}
