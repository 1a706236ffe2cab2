import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Journal } from './journal.mts';

/** Counts the connections and requests that are open at the same time, over all providers. */
export class Traffic {
	private inFlight = 0;
	private readonly openConnections = new Set<Socket>();

	constructor(private readonly journal: Journal) {}

	/** From a request's head until its answer or its connection is gone. */
	enter(request: IncomingMessage, response: ServerResponse): void {
		const { counts } = this.journal;
		const { socket } = request;
		if (!this.openConnections.has(socket)) {
			this.openConnections.add(socket);
			counts.connections += 1;
			socket.once('close', () => this.openConnections.delete(socket));
		}
		this.inFlight += 1;
		response.once('close', () => {
			this.inFlight -= 1;
		});
		counts.maxConcurrentConnections = Math.max(counts.maxConcurrentConnections, this.openConnections.size);
		counts.maxConcurrentRequests = Math.max(counts.maxConcurrentRequests, this.inFlight);
	}
}
