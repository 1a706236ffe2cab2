import type { SecretAuth } from '../../../core/receive/receive';
import { CHOOSE_CREDENTIAL, PUBLISH, type Trigger } from '../../../core/receive/trigger';
import { TOKEN } from './form';
import { receive } from './operation';

/** Users set Wavy's addresses by hand, in its portal and through its support, so there is nothing to check and nothing to undo. */
export const trigger: Trigger<SecretAuth> = {
	operation: receive,
	auth: async ({ secret }) => ({ secret: await secret() }),
	async isRegistered({ secret }) {
		await secret();
		return true;
	},
	/** Wavy signs nothing and sends no header of ours, so the address itself holds the secret. */
	steps: ({ secret, url }) => [
		CHOOSE_CREDENTIAL,
		{
			say: "In Wavy's portal, under API settings, paste the address as Sent Status Callback and as Delivery Report Callback. Wavy takes up to 10 minutes.",
			copies: [{ label: 'Address', value: `${url}?${TOKEN}=${secret}`, isSecret: true }],
		},
		{ say: "For replies and for WhatsApp, ask Wavy's support to call the same address, by POST." },
		PUBLISH,
	],
};
