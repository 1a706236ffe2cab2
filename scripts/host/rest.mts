import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Host, HostVersion } from './install.mts';
import type { RunningN8n } from './n8n.mts';
import type { Execution, ExecutionData, Workflow } from './workflow.mts';

export interface Owner {
	email: string;
	password: string;
}

/** A community package as n8n lists it. */
export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	installedNodes: Array<{ name: string; type: string }>;
}

/** n8n runs npm, which is slow. */
const PACKAGE_MS = 120_000;

/** These versions need the workflow itself in the request to run it. */
const RUNS_WHAT_IT_IS_GIVEN: readonly HostVersion[] = ['1.123', '2.0'];
/** These versions go on publishing after the answer. */
const PUBLISHES_LATER: readonly HostVersion[] = ['2.41'];
/** These versions answer 500 for an execution without saved data. */
const BREAKS_WITHOUT_DATA: readonly HostVersion[] = ['2.20'];

const finalStatuses = ['success', 'error', 'crashed', 'canceled'];

/** n8n's own REST interface, the one its editor uses. */
export class N8nRest {
	private cookie = '';
	private readonly parseFlat: (text: string) => unknown;

	constructor(
		private readonly host: Host,
		private readonly n8n: RunningN8n,
	) {
		// n8n writes execution data in its library's flat notation: read it with the same library.
		const flatted = createRequire(join(host.n8n, 'package.json'))('flatted') as { parse(text: string): unknown };
		this.parseFlat = (text) => flatted.parse(text);
	}

	async setUpOwner(owner: Owner): Promise<void> {
		await this.call('POST', '/owner/setup', { ...owner, firstName: 'Demo', lastName: 'Owner' });
	}

	/** Settings → Community nodes: what is installed, and whether there is something newer. */
	async packages(): Promise<InstalledPackage[]> {
		return (await this.call('GET', '/community-packages', undefined, PACKAGE_MS)) as InstalledPackage[];
	}

	/** Installs the newest version. */
	async installPackage(name: string): Promise<InstalledPackage> {
		return (await this.call('POST', '/community-packages', { name }, PACKAGE_MS)) as InstalledPackage;
	}

	async updatePackage(name: string, version: string): Promise<InstalledPackage> {
		return (await this.call('PATCH', '/community-packages', { name, version }, PACKAGE_MS)) as InstalledPackage;
	}

	async uninstallPackage(name: string): Promise<void> {
		await this.call('DELETE', `/community-packages?name=${encodeURIComponent(name)}`, undefined, PACKAGE_MS);
	}

	async createCredential(type: string, name: string, data: Record<string, unknown>): Promise<{ id: string; name: string }> {
		const { id } = (await this.call('POST', '/credentials', { name, type, data })) as { id: string };
		return { id, name };
	}

	/** Asks n8n to test a stored credential, as the editor's button does. */
	async testCredential(id: string, name: string, type: string, data: Record<string, unknown>): Promise<{ status: string; message: string }> {
		return (await this.call('POST', '/credentials/test', { credentials: { id, name, type, data } })) as {
			status: string;
			message: string;
		};
	}

	/** The id of a table in the owner's own project. Makes the table if it does not exist. */
	async tableOf(name: string, columns: Array<{ name: string; type: string }>): Promise<string> {
		const project = (await this.call('GET', '/projects/personal')) as { id: string };
		const path = `/projects/${project.id}/data-tables`;
		const { data } = (await this.call('GET', `${path}?take=100`)) as { data: Array<{ id: string; name: string }> };
		return (data.find((table) => table.name === name) ?? ((await this.call('POST', path, { name, columns })) as { id: string })).id;
	}

	async createWorkflow(workflow: Workflow): Promise<string> {
		const { name, nodes, connections, settings = {}, pinData = {} } = workflow;
		return ((await this.call('POST', '/workflows', { name, nodes, connections, settings, pinData, active: false })) as { id: string }).id;
	}

	/** Publishes a workflow and waits until its triggers are registered, which n8n does afterwards. */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = (await this.call('GET', `/workflows/${workflowId}`)) as { versionId: string };
		await this.call('POST', `/workflows/${workflowId}/activate`, { versionId });
		await this.publication(workflowId, 'published');
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
		await this.publication(workflowId, 'not_published');
	}

	private async publication(workflowId: string, wanted: string): Promise<void> {
		if (!PUBLISHES_LATER.includes(this.host.version)) return;
		for (const deadline = Date.now() + 30_000; ; ) {
			const { status, triggers } = (await this.call('GET', `/workflows/${workflowId}/publication-status`)) as { status: string; triggers: Array<{ errorMessage?: string }> };
			if (status === wanted) return;
			const why = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean).join('; ');
			if (status === 'failed' || Date.now() > deadline) throw new Error(`Workflow ${workflowId} is ${status} and not ${wanted}: ${why}`);
			await sleep(200);
		}
	}

	/** The address of a published workflow's trigger, which n8n makes from the trigger's own id. */
	webhookUrl(webhookId: string, path = 'webhook'): string {
		return `${this.n8n.webhookUrl}/webhook/${webhookId}/${path}`;
	}

	/** Waits until all executions that a workflow's triggers started have ended; returns the ids of the last 100, oldest first. */
	async triggered(workflowId: string, withinMs = 120_000): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const deadline = Date.now() + withinMs;
		for (;;) {
			const { results } = (await this.call('GET', `/executions?filter=${filter}&limit=100`)) as { results: Array<{ id: string; status: string; mode: string }> };
			const triggered = results.filter(({ mode }) => mode === 'webhook' || mode === 'trigger');
			if (triggered.every(({ status }) => finalStatuses.includes(status))) return triggered.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
			if (Date.now() > deadline) throw new Error(`The executions of workflow ${workflowId} had not ended after ${withinMs / 1000} s.`);
			await sleep(500);
		}
	}

	/** How many executions of a workflow n8n has stored, of these statuses or of any. */
	async executions(workflowId: string, status?: string[]): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, ...(status && { status }) }));
		return ((await this.call('GET', `/executions?filter=${filter}&limit=1`)) as { count: number }).count;
	}

	/** The same executions with their data. */
	async ended(workflowId: string): Promise<Execution[]> {
		return await Promise.all((await this.triggered(workflowId)).map(async (id) => await this.wait(id)));
	}

	/** Ids of all saved executions, newest first. */
	async saved(): Promise<string[]> {
		const ids: string[] = [];
		for (let cursor = ''; ; ) {
			const page = (await this.call('GET', `/executions?filter={}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)) as { results: Array<{ id: string }>; nextCursor?: string | null };
			ids.push(...page.results.map(({ id }) => id));
			if (!page.nextCursor) return ids;
			cursor = page.nextCursor;
		}
	}

	/** A saved execution as n8n returns it, unparsed. */
	async text(executionId: string): Promise<string> {
		return await (await this.fetch(`rest/executions/${executionId}`)).text();
	}

	/** Starts a workflow by hand and returns the execution's id at once. */
	async start(workflowId: string, trigger: string): Promise<string> {
		const workflow = RUNS_WHAT_IT_IS_GIVEN.includes(this.host.version) ? { workflowData: await this.call('GET', `/workflows/${workflowId}`) } : {};
		const body = { ...workflow, triggerToStartFrom: { name: trigger } };
		return ((await this.call('POST', `/workflows/${workflowId}/run`, body)) as { executionId: string }).executionId;
	}

	/** Starts a workflow by hand and waits until it has ended, well or badly. */
	async run(workflowId: string, trigger: string, withinMs = 120_000): Promise<Execution> {
		return await this.wait(await this.start(workflowId, trigger), withinMs);
	}

	/** The Stop button. */
	async stop(executionId: string): Promise<void> {
		await this.call('POST', `/executions/${executionId}/stop`, {});
	}

	async wait(executionId: string, withinMs = 120_000): Promise<Execution> {
		const deadline = Date.now() + withinMs;
		for (;;) {
			const execution = await this.execution(executionId).catch((error: unknown) => {
				if (BREAKS_WITHOUT_DATA.includes(this.host.version) && Date.now() < deadline) return undefined;
				throw error;
			});
			// n8n 1 may store the end of an execution before its output.
			if (execution?.data !== undefined && finalStatuses.includes(execution.status)) return execution;
			if (Date.now() > deadline) throw new Error(`Execution ${executionId} had not ended after ${withinMs / 1000} s.`);
			await sleep(200);
		}
	}

	/**
	 * Waits until an execution has ended or n8n has deleted it. It never asks for the output, because n8n would have to load it. A busy n8n may not answer
	 * at all.
	 */
	async endOf(workflowId: string, executionId: string, withinMs: number): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const deadline = Date.now() + withinMs;
		for (;;) {
			const answer = await this.call('GET', `/executions?filter=${filter}&limit=10`, undefined, withinMs).catch(() => undefined);
			const { results } = (answer ?? { results: [{ id: executionId, status: 'busy' }] }) as { results: Array<{ id: string; status: string }> };
			const status = results.find(({ id }) => id === executionId)?.status ?? 'not kept';
			if (status === 'not kept' || finalStatuses.includes(status)) return status;
			if (Date.now() > deadline) throw new Error(`Execution ${executionId} had not ended after ${withinMs / 1000} s.`);
			await sleep(500);
		}
	}

	/** The "Retry execution" of n8n's execution list; it answers when the new execution has ended. */
	async retry(executionId: string, withinMs = 120_000): Promise<Execution> {
		const { id } = (await this.call('POST', `/executions/${executionId}/retry`, {}, withinMs)) as { id: string };
		return await this.wait(id, withinMs);
	}

	private async execution(id: string): Promise<Execution | undefined> {
		const answer = (await this.call('GET', `/executions/${id}`)) as { id: string; status: string; data: string } | undefined;
		if (answer === undefined) return undefined;
		return { id: answer.id, status: answer.status, data: this.parseFlat(answer.data) as ExecutionData };
	}

	/** Fetches something that n8n's editor fetches from outside its REST interface: node types, icons. */
	async fetch(path: string): Promise<Response> {
		return await fetch(`${this.n8n.url}/${path}`, { headers: { cookie: this.cookie }, signal: AbortSignal.timeout(30_000) });
	}

	private async call(method: string, path: string, body?: unknown, withinMs = 30_000): Promise<unknown> {
		const response = await fetch(`${this.n8n.url}/rest${path}`, {
			method,
			// Use a new connection: a busy n8n may close an idle one just as the next request goes out on it.
			headers: { accept: 'application/json', 'content-type': 'application/json', cookie: this.cookie, connection: 'close' },
			body: body === undefined ? null : JSON.stringify(body),
			signal: AbortSignal.timeout(Math.max(withinMs, 1_000)),
		});
		const text = await response.text();
		// A busy n8n may not reach its own database for a moment. A GET changes nothing, so repeat it.
		if (response.status === 503 && method === 'GET' && withinMs > 0) {
			await sleep(500);
			return await this.call(method, path, body, withinMs - 500);
		}
		if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`);
		for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
		try {
			return (JSON.parse(text) as { data?: unknown }).data;
		} catch (error) {
			throw new Error(`n8n answered ${method} ${path} with what is no JSON: ${text.slice(0, 500)}`, { cause: error });
		}
	}
}
