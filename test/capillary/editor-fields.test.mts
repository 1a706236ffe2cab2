import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import { generate } from '../../providers/capillary/generateOtp/operation.ts';
import { getInteractions } from '../../providers/capillary/getInteractions/operation.ts';
import { capillary } from '../../providers/capillary/provider.ts';
import { resend } from '../../providers/capillary/resend/operation.ts';
import { send } from '../../providers/capillary/send/operation.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import { testDeclared } from '../editor-fields.mts';
import { testExecuted } from '../operation-requests.mts';

testDeclared(new Capillary(), [
	['send', send],
	['resend', resend],
	['generateOtp', generate],
	['validateOtp', validate as never],
	['getInteractions', getInteractions as never],
]);

testExecuted(capillary, { baseUrl: 'https://api.example.com', user: 'till', password: 'sandbox-password' }, [
	['send', { channel: 'sms', to: '447700900123', text: 'Hi' }, 'POST https://api.example.com/v1.1/communications/sendMessage?channel=sms'],
	['resend', { messageId: '17' }, 'POST https://api.example.com/v2/communications/resend'],
	['generateOtp', { entityType: 'MOBILE', to: '447700900123' }, 'POST https://api.example.com/v2/otp/generate'],
	['validateOtp', { entityType: 'MOBILE', to: '447700900123', code: '538987' }, 'POST https://api.example.com/v2/otp/validate'],
	['getInteractions', { identifierName: 'external_id', identifierValue: '7' }, 'GET https://api.example.com/v2/customers/interaction?identifierName=external_id&identifierValue=7&network=capillary'],
]);
