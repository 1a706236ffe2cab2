import { Comapi } from '../../nodes/Comapi/Comapi.node.ts';
import { getStatus } from '../../nodes/Comapi/getStatus/operation.ts';
import { send } from '../../nodes/Comapi/send/operation.ts';
import { sendBatch } from '../../nodes/Comapi/sendBatch/operation.ts';
import { testDeclared } from '../declared.mts';

testDeclared(new Comapi(), [
	['message', 'send', send],
	['message', 'sendBatch', sendBatch],
	['message', 'getStatus', getStatus as never],
]);
