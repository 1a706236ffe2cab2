import { capillary } from '../../providers/capillary/provider.ts';
import { testExecuted } from '../operation-requests.mts';

testExecuted(capillary, { baseUrl: 'https://api.example.com', user: 'till', password: 'sandbox-password' }, [
	['send', { channel: 'sms', to: '447700900123', text: 'Hi' }, 'POST https://api.example.com/v1.1/communications/sendMessage?channel=sms'],
	['resend', { messageId: '17' }, 'POST https://api.example.com/v2/communications/resend'],
	['generateOtp', { entityType: 'MOBILE', to: '447700900123' }, 'POST https://api.example.com/v2/otp/generate'],
	['validateOtp', { entityType: 'MOBILE', to: '447700900123', code: '538987' }, 'POST https://api.example.com/v2/otp/validate'],
	['getInteractions', { identifierName: 'external_id', identifierValue: '7' }, 'GET https://api.example.com/v2/customers/interaction?identifierName=external_id&identifierValue=7&network=capillary'],
]);
