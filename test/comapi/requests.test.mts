import { comapi } from '../../providers/comapi/provider.ts';
import { testExecuted } from '../operation-requests.mts';

const message = { rules: ['sms'], to: '447700900123', text: 'Hi' };
testExecuted(comapi, { mode: 'apiSpace', apiSpaceId: 'space', accessToken: 'sandbox-token', baseUrl: 'https://api.example.com' }, [
	['send', message, 'POST https://api.example.com/apispaces/space/messages'],
	['sendBatch', message, 'POST https://api.example.com/apispaces/space/messages/batch'],
	['getStatus', { messageId: '17' }, 'GET https://api.example.com/apispaces/space/messages/17'],
]);
