import { addToCampaign } from '../../nodes/Wiraya/addToCampaign/operation.ts';
import { enqueue } from '../../nodes/Wiraya/enqueue/operation.ts';
import { sendEvent } from '../../nodes/Wiraya/sendEvent/operation.ts';
import { upsertContact } from '../../nodes/Wiraya/upsertContact/operation.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { testDeclared } from '../declared.mts';

testDeclared(new Wiraya(), [
	['communication', 'enqueue', enqueue],
	['contact', 'upsert', upsertContact as never],
	['contact', 'addToCampaign', addToCampaign as never],
	['event', 'send', sendEvent as never],
]);
