import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { CALLBACK_CREDENTIAL } from '../../n8n/editor/callbackCredential.ts';
import { triggerProperties } from '../../n8n/editor/triggerProperties.ts';
import { callbackAddress, triggerOf } from '../../n8n/methods.ts';
import { pigeon } from './provider.mts';

const { methods, webhookMethods, webhook } = triggerOf(pigeon.callbacks!);

export class PigeonTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pigeon Post Trigger',
		name: 'pigeonTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts when a pigeon lands',
		defaults: { name: 'Pigeon Post Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CALLBACK_CREDENTIAL, required: true, testedBy: 'callbackSecret' }],
		webhooks: [callbackAddress('POST')],
		properties: triggerProperties(pigeon.callbacks!),
	};

	methods = methods;
	webhookMethods = webhookMethods;
	webhook = webhook;
}
