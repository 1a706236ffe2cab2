import { smsPanel } from '../shared/form';
import { limits } from './limits';

export const panel = {
	...smsPanel,
	limits,
	wireFormats: [
		{ value: 'post', label: 'POST With JSON' },
		{ value: 'get', label: 'GET With Query' },
	],
	wireFormatHint: 'A message with flow parameters, or with an address over 8,000 characters, is sent by POST all the same.',
};
