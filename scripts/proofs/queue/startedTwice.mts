import { allEnded, countOf, nodeOf, prepareCampaign } from '../../demo/campaign.mts';
import type { QueueScene } from '../../host/testBed.mts';
import { duplicatesIn } from '../../host/sandbox.mts';
import type { Workflow } from '../../host/workflow.mts';
import { same, type Proof } from '../proof.mts';

const customers = 2000;

/** The way for very many customers: the campaign claims them in their own table, with a statement that only one execution can win. docs/scale.md has it. */
export async function proveStartedTwice(scene: QueueScene, proof: Proof): Promise<void> {
	const { rest, sandbox } = scene;
	await proof.holds('a campaign started twice at the same moment, its customers claimed by SQL: everybody gets one message', async () => {
		await sandbox.reset();
		const { workflowId, workflow } = await prepareCampaign(scene, { customers, change: claimBySql });
		// In PostgreSQL, two simultaneous CREATE TABLE IF NOT EXISTS of the same table fail.
		await scene.services.database.query(String(nodeOf(workflow, 'Tables').parameters.query));
		const starts = await Promise.all([rest.start(workflowId, 'Start'), rest.start(workflowId, 'Start')]);
		for (const start of starts) same('start', (await rest.wait(start, 300_000)).status, 'success');
		const failed = (await allEnded(scene, workflowId)).filter(({ status }) => status !== 'success');
		same('executions that failed', failed, []);
		const counts = await sandbox.counts();
		same('at the sandbox: accepted, twice', [counts.accepted, duplicatesIn(counts)], [customers, 0]);
		same('written down as accepted', await countOf(scene, "sent WHERE status = 'accepted'"), customers);
		await rest.unpublish(workflowId);
		return `${counts.accepted} accepted, 0 twice`;
	});
}

/** The execution that inserts the row may send. If a row still says `sending` after a crash, its result is unknown. */
function claimBySql(workflow: Workflow): void {
	nodeOf(workflow, 'Chunks').parameters.query = String(nodeOf(workflow, 'Chunks').parameters.query).replace('/ 1000', '/ 250');
	for (const name of ['Comapi Messages', 'Wiraya Messages']) {
		const { parameters } = nodeOf(workflow, name);
		const claim = `WITH mine AS (
  INSERT INTO sent (customer, provider, status)
  SELECT id, provider, 'sending' FROM customers WHERE provider = $2 AND id BETWEEN $3 AND $4
  ON CONFLICT (customer) DO NOTHING
  RETURNING customer
)
`;
		const joined = 'FROM customers JOIN mine ON mine.customer = customers.id\n';
		parameters.query = claim + String(parameters.query).replace('FROM customers\n', joined).replace('AS "deduplicationKey"', 'AS key');
	}
}
