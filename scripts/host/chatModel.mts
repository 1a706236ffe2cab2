import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { atEnd } from './processes.mts';
import { messageOf } from './report.mts';

interface Tool {
	function: { name: string; parameters: { properties: Record<string, unknown> } };
}

interface ChatMessage {
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

interface ChatRequest {
	model: string;
	messages: ChatMessage[];
	tools?: Tool[];
	stream?: boolean;
}

interface Answer {
	status: number;
	body: unknown;
}

/** The model's answer: text, or calls of tools. */
type Reply = { content: string } | { calls: Array<{ name: string; arguments: Record<string, string> }> };

/**
 * A stand-in for a chat model, on loopback, so that an agent works without any account. It speaks the part of OpenAI's "Create chat completion" that
 * n8n's agent uses, and understands one sentence: "Tell … (<number>) that <words>."
 */
export class ChatModel {
	/** The bearer token that it accepts. */
	readonly key = 'model-key';
	/**
	 * How many identical calls of the tool it asks for in each turn, before it says what happened. Real agents repeat themselves; this one does so on request.
	 */
	callsByTurn = [1];
	/** The tool's answers in the last request's conversation, in order. */
	toolAnswers: string[] = [];

	private constructor(readonly url: string) {}

	static async start(): Promise<ChatModel> {
		const server = createServer((request, response) => {
			const answered = model.answer(request).catch((error: unknown) => refusal(400, messageOf(error)));
			void answered.then(({ status, body }) => {
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const model = new ChatModel(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
		atEnd(() => {
			server.close();
			server.closeAllConnections();
		});
		return model;
	}

	private async answer(request: IncomingMessage): Promise<Answer> {
		if (request.headers.authorization !== `Bearer ${this.key}`) return refusal(401, 'The key is missing or wrong.');
		const asked = `${request.method} ${request.url}`;
		if (asked === 'GET /v1/models') return { status: 200, body: { object: 'list', data: [{ id: 'stand-in', object: 'model' }] } };
		if (asked !== 'POST /v1/chat/completions') return refusal(404, `${asked} is not served here.`);
		const chat = JSON.parse(await text(request)) as ChatRequest;
		if (chat.stream) return refusal(400, 'Streaming is not served here.');
		return { status: 200, body: completion(chat.model, this.reply(chat), this.toolAnswers.length) };
	}

	/** Knows only the conversation, like a real model. */
	private reply({ messages, tools = [] }: ChatRequest): Reply {
		this.toolAnswers = messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
		const due = callsDue(this.callsByTurn, this.toolAnswers.length);
		if (due === 0) return { content: `The tool said: ${this.toolAnswers.map(statusIn).join(', ')}.` };
		const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
		const tool = tools.find(({ function: { name } }) => name.split('_').every((word) => new RegExp(`\\b${word}\\b`, 'i').test(prompt))) ?? tools[0];
		const [, number, words = ''] = /\((\d+)\)(?: that (.+))?/s.exec(prompt) ?? [];
		if (!tool || number === undefined) return { content: 'I understand "Tell … (<number>) that <words>." and "Send … (<number>).", and need a tool for it.' };
		const names = Object.keys(tool.function.parameters.properties);
		const filled = Object.fromEntries(names.map((name) => [name, /recipient|phone|number/i.test(name) ? number : `Hello, ${words}`]));
		return { calls: Array.from({ length: due }, () => ({ name: tool.function.name, arguments: filled })) };
	}
}

function refusal(status: number, message: string): Answer {
	return { status, body: { error: { message, type: 'invalid_request_error' } } };
}

/** How many calls the next turn asks for, after this many answers. */
function callsDue(callsByTurn: readonly number[], answered: number): number {
	let asked = 0;
	for (const calls of callsByTurn) {
		if (asked >= answered) return calls;
		asked += calls;
	}
	return 0;
}

/** The status in the tool's answer, which holds our items as JSON, success or error. */
function statusIn(answer: string): string {
	return /"status":"(\w+)"/.exec(answer)?.[1] ?? answer;
}

function completion(model: string, reply: Reply, answered: number): unknown {
	const toolCalls = 'calls' in reply
		? reply.calls.map((call, i) => ({
				id: `call_${answered + i + 1}`,
				type: 'function',
				function: { name: call.name, arguments: JSON.stringify(call.arguments) },
			}))
		: undefined;
	return {
		id: `chatcmpl-${answered}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content: 'content' in reply ? reply.content : null, tool_calls: toolCalls },
				finish_reason: toolCalls ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}
