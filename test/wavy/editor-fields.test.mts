import { Wavy } from '../../nodes/Wavy/Wavy.node.ts';
import { wavy } from '../../providers/wavy/provider.ts';
import { searchInbound } from '../../providers/wavy/searchInbound/operation.ts';
import { searchStatuses } from '../../providers/wavy/searchStatuses/operation.ts';
import { send } from '../../providers/wavy/send/operation.ts';
import { sendBulk } from '../../providers/wavy/sendBulk/operation.ts';
import { testDeclared } from '../editor-fields.mts';
import { testExecuted } from '../operation-requests.mts';

testDeclared(new Wavy(), [
	['send', send],
	['sendBulk', sendBulk],
	['searchStatuses', searchStatuses as never],
	['searchInbound', searchInbound as never],
]);

const sms = { to: '5511900000000', text: 'Hi' };
testExecuted(wavy, { baseUrl: 'https://api.example.com', userName: 'shop', token: 'sandbox-token' }, [
	['send', sms, 'POST https://api.example.com/v1/send-sms'],
	['sendBulk', sms, 'POST https://api.example.com/v1/send-bulk-sms'],
	['searchStatuses', { messageIds: 'a' }, 'POST https://api.example.com/v1/sms/status/search'],
	['searchInbound', {}, 'GET https://api.example.com/v1/sms/receive/search'],
]);
