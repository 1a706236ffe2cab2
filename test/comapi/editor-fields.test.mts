import { Comapi } from '../../nodes/Comapi/Comapi.node.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';
import { comapi } from '../../providers/comapi/provider.ts';
import { send } from '../../providers/comapi/send/operation.ts';
import { sendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import { testDeclared } from '../editor-fields.mts';
import { testExecuted } from '../operation-requests.mts';

testDeclared(new Comapi(), [
	['send', send],
	['sendBatch', sendBatch],
	['getStatus', getStatus as never],
]);

const message = { rules: ['sms'], to: '447700900123', text: 'Hi' };
testExecuted(comapi, { mode: 'apiSpace', apiSpaceId: 'space', accessToken: 'sandbox-token', baseUrl: 'https://api.example.com' }, [
	['send', message, 'POST https://api.example.com/apispaces/space/messages'],
	['sendBatch', message, 'POST https://api.example.com/apispaces/space/messages/batch'],
	['getStatus', { messageId: '17' }, 'GET https://api.example.com/apispaces/space/messages/17'],
]);
