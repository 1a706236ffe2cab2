import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import { getInteractions } from '../../nodes/Capillary/customer/getInteractions/operation.ts';
import { generate } from '../../nodes/Capillary/otp/generate/operation.ts';
import { validate } from '../../nodes/Capillary/otp/validate/operation.ts';
import { resend } from '../../nodes/Capillary/resend/operation.ts';
import { send } from '../../nodes/Capillary/send/operation.ts';
import { testDeclared } from '../declared.mts';

testDeclared(new Capillary(), [
	['message', 'send', send],
	['message', 'resend', resend],
	['otp', 'generate', generate],
	['otp', 'validate', validate as never],
	['customer', 'getInteractions', getInteractions as never],
]);
