import { wavy } from '../../providers/wavy/provider.ts';
import { testExecuted } from '../operation-requests.mts';

const sms = { to: '5511900000000', text: 'Hi' };
testExecuted(wavy, { baseUrl: 'https://api.example.com', userName: 'shop', token: 'sandbox-token' }, [
	['send', sms, 'POST https://api.example.com/v1/send-sms'],
	['sendBulk', sms, 'POST https://api.example.com/v1/send-bulk-sms'],
	['searchStatuses', { messageIds: 'a' }, 'POST https://api.example.com/v1/sms/status/search'],
	['searchInbound', {}, 'GET https://api.example.com/v1/sms/receive/search'],
]);
