import { searchInbound } from '../../nodes/Wavy/sms/searchInbound/operation.ts';
import { searchStatuses } from '../../nodes/Wavy/sms/searchStatuses/operation.ts';
import { send } from '../../nodes/Wavy/sms/send/operation.ts';
import { sendBulk } from '../../nodes/Wavy/sms/sendBulk/operation.ts';
import { Wavy } from '../../nodes/Wavy/Wavy.node.ts';
import { testDeclared } from '../declared.mts';

testDeclared(new Wavy(), [
	['sms', 'send', send],
	['sms', 'sendBulk', sendBulk],
	['sms', 'searchStatuses', searchStatuses as never],
	['sms', 'searchInbound', searchInbound as never],
]);
