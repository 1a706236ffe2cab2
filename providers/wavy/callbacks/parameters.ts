import type { INodeProperties } from 'n8n-workflow';

import { receiveFields, simplifyField } from '../../../n8n/editor/receiveFields';
import { WHATSAPP_DELIVERED, WHATSAPP_SENT } from './statuses';
import { TOKEN } from './token';

/** All parameters of the trigger. */
export const receiptParameters: INodeProperties[] = [
	{
		displayName: `Wavy has no call to register an address. Put <b>?${TOKEN}=</b> and the Secret of the credential (letters and digits) behind the Production URL (open Webhook URLs above). In Wavy's portal, under API settings, give that address as <b>Sent Status Callback</b> and as <b>Delivery Report Callback</b>; it takes up to 10 minutes. For incoming messages and for WhatsApp, ask Wavy's support to set the same address, with POST.`,
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	...receiveFields({ statuses: [...Object.values(WHATSAPP_SENT), ...Object.values(WHATSAPP_DELIVERED)], inbound: true }),
	simplifyField,
];
