import { http } from '../../providers/http/provider.ts';
import { testExecuted } from '../operation-requests.mts';

const message = { to: '+447700900123', text: 'Hi', path: '/v1/messages' };
testExecuted(http, { baseUrl: 'https://api.example.com', authentication: 'bearer', token: 'sandbox-token' }, [
	['send', { ...message, message: '{"to": "{to}", "text": "{text}"}' }, 'POST https://api.example.com/v1/messages'],
	['sendBulk', { ...message, message: '[{"to": "{to}", "text": "{text}"}]', additionalFields: { method: 'PUT' } }, 'PUT https://api.example.com/v1/messages'],
]);
