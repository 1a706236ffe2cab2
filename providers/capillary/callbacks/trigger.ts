import { randomBytes } from 'node:crypto';

import { maskOf } from '../../../core/http/mask';
import { SettingError } from '../../../core/http/settingError';
import { newSalt } from '../../../core/receive/derivedSecret';
import type { SecretAuth } from '../../../core/receive/receive';
import { CHOOSE_CREDENTIAL, PUBLISH, type Copy, type Parameter, type PublishContext, type Trigger, type TriggerContext } from '../../../core/receive/trigger';
import { connections } from '../connection';
import { KNOWN_EVENTS, UNDELIVERED } from './events';
import { HEADER } from './form';
import { callbacks } from './operation';
import { eventNamesOf, fulfils, register, registrationsOf, unregister, type Api, type Wanted } from './registration';

/** If the user registers by hand, the node only checks that it could recognise Capillary's events. */
export const trigger: Trigger<SecretAuth> = {
	operation: callbacks,
	async auth(context) {
		// Without the credential nobody gets in. If this threw, every request would become a failed execution.
		return { secret: isByHand(context.parameter) ? await context.secret() : await ownSecret(context).catch(() => '') };
	},
	async isRegistered(context) {
		if (isByHand(context.parameter)) {
			await context.secret();
			return true;
		}
		const secret = await ownSecret(context);
		const wanted = wantedOf(context, secret);
		const found = await registrationsOf(await apiOf(context, [secret]), wanted.url);
		// Two webhooks would report everything twice, one of them with another secret.
		return secret !== '' && found.length === 1 && fulfils(found[0]!, wanted);
	},
	/** Replaces every webhook that leads to the same address. Capillary never frees the name of a webhook, so each gets a new one. */
	async register(context) {
		if (isByHand(context.parameter)) return;
		const salt = newSalt();
		const secret = await ownSecret(context, salt);
		const wanted = wantedOf(context, secret);
		const api = await apiOf(context, [secret, await ownSecret(context)]);
		await unregisterAll(api, wanted.url);
		await register(api, wanted, nameOf(context));
		context.store.salt = salt;
	},
	async unregister(context) {
		if (isByHand(context.parameter)) return;
		await unregisterAll(await apiOf(context, [await ownSecret(context)]), context.url);
		delete context.store.salt;
	},
	steps({ parameter, url, secret }) {
		if (!isByHand(parameter)) {
			return [
				{ say: 'Choose or create the credential above. It must be allowed to read and write Webhook.' },
				{ say: 'Publish this workflow. The node then tells Capillary where to send events, for which n8n must be reachable from the internet.' },
			];
		}
		const copies: Copy[] = [{ label: 'URL', value: url }, { label: 'Key of the header', value: HEADER }, { label: 'Value of the header', value: secret, isSecret: true }];
		return [CHOOSE_CREDENTIAL, { say: "In Capillary's console, under Organisation Settings > Event Notifications, register this URL with this header, for the events you want.", copies }, PUBLISH];
	},
	choices: {
		/** The organisation's events and the published ones; only the latter if Capillary does not answer. */
		async events(context) {
			const own = await apiOf(context).then(eventNamesOf).catch(() => []);
			return [...new Set([...own, ...KNOWN_EVENTS])].filter((name) => name !== UNDELIVERED).sort((a, b) => a.localeCompare(b, 'en'));
		},
	},
};

async function unregisterAll(api: Api, url: string): Promise<void> {
	for (const { webHookId } of await registrationsOf(api, url)) await unregister(api, webHookId);
}

/** @param secrets values that Capillary knows and might quote. They must stay readable in its list of webhooks, so they are masked later */
async function apiOf({ connect }: Pick<PublishContext, 'connect'>, secrets: readonly string[] = []): Promise<Api> {
	return { ...(await connect(connections, [])), mask: maskOf(secrets) };
}

/** @throws SettingError if no event is chosen */
function wantedOf({ parameter, url }: PublishContext, secret: string): Wanted {
	const { customerIdentifiers = '', maxAllowedConnections = 10 } = parameter('options', {}) as { customerIdentifiers?: string; maxAllowedConnections?: number };
	const kinds = parameter('kinds', []) as string[];
	const others = kinds.includes('event') ? [...(parameter('events', []) as string[]), ...namesIn(parameter('otherEvents', ''))] : [];
	if (kinds.includes('event') && others.length === 0) throw new SettingError('No other event is chosen', 'Choose Event Names or IDs, or name them in Other Events.');
	const eventNames = [...new Set([...(kinds.includes('receipt') ? [UNDELIVERED] : []), ...others])];
	if (eventNames.length === 0) throw new SettingError('Nothing is chosen to start the workflow', 'Choose it in Trigger On.');
	return { url, eventNames, headers: { [HEADER]: secret }, maxAllowedConnections, customerIdentifiers: namesIn(customerIdentifiers) };
}

function namesIn(text: unknown): string[] {
	return String(text).split(',').map((name) => name.trim()).filter(Boolean);
}

/** Tells a reader of Capillary's console where the webhook comes from; unique on the whole cluster. */
function nameOf({ workflow }: PublishContext): string {
	return `n8n-${workflow.id.replace(/[^\w-]/g, '')}-${randomBytes(6).toString('hex')}`;
}

function isByHand(parameter: Parameter): boolean {
	return parameter('registration', 'byNode') === 'byHand';
}

/** Empty if nothing is registered. */
async function ownSecret({ derived, store }: TriggerContext, salt = String(store.salt ?? '')): Promise<string> {
	return await derived(connections, salt, 'capillary', 'callbacks');
}
