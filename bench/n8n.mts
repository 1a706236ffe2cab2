/** The engine of the installed n8n, in this process, with a stand-in for n8n's command-line layer. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type * as Flow from 'n8n-workflow';

import { authenticate } from '../test/engine/authenticate.mts';

export interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	credentials?: string[];
	/** The following steps, one list per output. */
	to?: string[][];
	/** Whether the source's items go here instead of to the first step. */
	isFirst?: boolean;
}

export interface Outcome {
	/** The first output of the last step, on its last run. */
	items: INodeExecutionData[];
	error: Error | undefined;
}

export interface Credential {
	/** Absent for n8n's own types, which the HTTP Request node already knows. */
	type?: ICredentialType;
	data: IDataObject;
}

type AnyNode = INodeType | IVersionedNodeType;

/** The defaults of n8n 2.41: @n8n/config, expression-engine. */
const EXPRESSIONS = { engine: 'vm', poolSize: 1, maxCodeCacheSize: 1024, bridgeTimeout: 5000, bridgeMemoryLimit: 128, lazyAcquire: false, compileCache: false } as const;

const SOURCE = 'Source';

export class Engine {
	readonly require: NodeJS.Require;
	private readonly core: typeof Core;
	private readonly flow: typeof Flow;
	private readonly nodes = new Map<string, AnyNode>();
	private readonly credentials = new Map<string, Credential>();
	private given: INodeExecutionData[] = [];

	/** @param modules node_modules of an installed n8n */
	constructor(modules: string) {
		this.require = createRequire(join(modules, 'n8n/package.json'));
		this.require('reflect-metadata');
		this.core = this.require('n8n-core') as typeof Core;
		this.flow = this.require('n8n-workflow') as typeof Flow;
		this.add('source', this.source());
	}

	async start(): Promise<void> {
		await this.flow.Expression.initExpressionEngine(EXPRESSIONS);
	}

	/** `legacy` is the engine before n8n 2, which a setting can still turn on. */
	evaluateBy(engine: 'vm' | 'legacy'): void {
		this.flow.Expression.setExpressionEngine(engine);
	}

	/** Registers a node under its own type. */
	add(type: string, node: AnyNode): void {
		this.nodes.set(type, node);
	}

	/** Registers one of n8n's own nodes, by its file below n8n-nodes-base/dist/nodes. */
	addBase(type: string, file: string, className: string): void {
		const exported = this.require(`n8n-nodes-base/dist/nodes/${file}`) as Record<string, new () => AnyNode>;
		this.add(type, new exported[className]!());
	}

	addCredential(name: string, credential: Credential): void {
		this.credentials.set(name, credential);
	}

	/** Builds a workflow. The returned function runs it once. */
	prepare(steps: Step[], items: IDataObject[]): () => Promise<Outcome> {
		const workflow = this.workflowOf(steps);
		this.given = items.map((json) => ({ json }));
		return async () => await this.run(workflow, steps.at(-1)!.name);
	}

	private async run(workflow: Workflow, last: string): Promise<Outcome> {
		const execute = new this.core.WorkflowExecute(this.additionalData(), 'trigger');
		await workflow.expression.acquireIsolate();
		const { data } = await execute.run({ workflow, startNode: workflow.getNode(SOURCE)! });
		await workflow.expression.releaseIsolate();
		const { runData, error } = data.resultData;
		return { items: runData[last]?.at(-1)?.data?.main?.[0] ?? [], error };
	}

	private workflowOf(steps: Step[]): Workflow {
		const toNode = ({ name, type, typeVersion = 1, parameters, credentials = [] }: Step): INode => ({
			id: name,
			name,
			type,
			typeVersion,
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(credentials.map((credential) => [credential, { id: credential, name: credential }])),
		});
		const main = this.flow.NodeConnectionTypes.Main;
		const all: Step[] = [{ name: SOURCE, type: 'source', parameters: {}, to: [[steps.find(({ isFirst }) => isFirst)?.name ?? steps[0]!.name]] }, ...steps];
		return new this.flow.Workflow({
			id: 'bench',
			active: false,
			nodes: all.map(toNode),
			connections: Object.fromEntries(all.map(({ name, to = [] }) => [name, { [main]: to.map((names) => names.map((node) => ({ node, type: main, index: 0 }))) }])),
			nodeTypes: {
				getByName: (type) => this.known(type),
				getByNameAndVersion: (type, version) => this.flow.NodeHelpers.getVersionedNodeType(this.known(type), version),
				getKnownTypes: () => ({}),
			},
			settings: { timezone: 'Europe/Stockholm', executionOrder: 'v1' },
		});
	}

	private known(type: string): AnyNode {
		const node = this.nodes.get(type);
		if (node === undefined) throw new this.core.UnrecognizedNodeTypeError('bench', type);
		return node;
	}

	private source(): INodeType {
		return {
			description: {
				displayName: SOURCE,
				name: 'source',
				group: ['trigger'],
				version: 1,
				description: 'Gives the items',
				defaults: { name: SOURCE },
				inputs: [],
				outputs: [this.flow.NodeConnectionTypes.Main],
				properties: [],
			},
			execute: async () => await Promise.resolve([this.given]),
		};
	}

	/** Only the functions that the engine calls for these workflows. Anything else would throw, so we would notice. */
	private additionalData(): IWorkflowExecuteAdditionalData {
		const find = (name: string): Credential => {
			const credential = this.credentials.get(name);
			if (credential === undefined) throw new Error(`The bench has no credential ${name}`);
			return credential;
		};
		return {
			executionId: 'bench',
			hooks: new this.core.ExecutionLifecycleHooks('trigger', 'bench', {} as never),
			currentNodeExecutionIndex: 0,
			webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
			formWaitingBaseUrl: 'http://127.0.0.1/form',
			instanceBaseUrl: 'http://127.0.0.1',
			restApiUrl: 'http://127.0.0.1/rest',
			webhookBaseUrl: 'http://127.0.0.1/webhook',
			variables: {},
			credentialsHelper: {
				getParentTypes: () => [],
				isCredentialUsableByNode: () => true,
				getDecrypted: async (_data: unknown, _node: unknown, type: string) => await Promise.resolve({ ...find(type).data } as ICredentialDataDecryptedObject),
				preAuthentication: async () => await Promise.resolve(undefined),
				authenticate: async (data: IDataObject, type: string, options: IHttpRequestOptions) => {
					const known = find(type).type;
					return known === undefined ? options : await authenticate(known, data, options);
				},
			},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}
