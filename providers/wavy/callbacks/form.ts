import { notice } from '../../../core/input/form';
import { WHATSAPP_DELIVERED, WHATSAPP_SENT } from './statuses';

/** The name of the secret in the address; Wavy has none of its own. */
export const TOKEN = 'token';

export const form = {
	setUpNotice: notice(
		`Wavy has no call to register an address. Put <b>?${TOKEN}=</b> and the Secret of the credential (letters and digits) behind the Production URL (open Webhook URLs above). In Wavy's portal, under API settings, give that address as <b>Sent Status Callback</b> and as <b>Delivery Report Callback</b>; it takes up to 10 minutes. For incoming messages and for WhatsApp, ask Wavy's support to set the same address, with POST.`,
	),
};

export const panel = { form, statuses: [...Object.values(WHATSAPP_SENT), ...Object.values(WHATSAPP_DELIVERED)], inbound: true };
