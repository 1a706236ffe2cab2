import type { Trigger } from '../../../core/receive/trigger';
import { receive, type Auth } from './operation';

/** Wavy's addresses are set by hand, in its portal and by its support: there is nothing to ask it, and nothing to undo. */
export const trigger: Trigger<Auth> = {
	operation: receive,
	auth: async ({ secret }) => await secret(),
	async isRegistered({ secret }) {
		await secret();
		return true;
	},
};
