import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Clients need this time to notice that an idle connection is closed, so that their next request opens a new one. */
const NOTICE_MS = 10;

/** Closes and reopens the port: the only way to show a client a refused connection. */
export class Listener {
	private address: AddressInfo | undefined;
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly server: Server) {}

	/** Closes the port and cuts every connection; opens it again after `forMs` if given. */
	async shut(forMs?: number): Promise<void> {
		if (!this.server.listening) return;
		this.address = this.server.address() as AddressInfo;
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
		await delay(NOTICE_MS);
		if (forMs !== undefined) this.timer = setTimeout(() => void this.open(), forMs);
	}

	async open(): Promise<void> {
		clearTimeout(this.timer);
		if (this.server.listening || this.address === undefined) return;
		this.server.listen(this.address.port, this.address.address);
		await once(this.server, 'listening');
	}

	/** Cancels the reopening. */
	forget(): void {
		clearTimeout(this.timer);
	}
}
