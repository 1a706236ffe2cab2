import { choice, own, text } from '../../../core/input/form';
import { USUAL_KINDS } from '../../../core/provider';
import { KEYS } from './keys';
import { CALL, SMS } from './statuses';

/** The header that holds the secret, unless the user gives it another name. */
export const HEADER = 'X-Callback-Secret';

export const form = {
	authentication: choice({
		label: 'Authentication',
		help: 'How callbacks prove that they are from Wiraya, as agreed with it; all others are refused',
		choices: [
			{ value: 'basicAuth', label: 'Basic Auth', help: "User and password, by HTTP's basic authentication" },
			{ value: 'header', label: 'Header', help: 'A secret in a header' },
		],
		fallback: 'basicAuth',
		fixed: true,
	}),
	template: choice({
		label: 'Template',
		help: 'Which layout to hand to Wiraya. Every callback is read as what it is, whichever you choose.',
		choices: [
			{ value: 'get', label: 'GET', help: 'Values in the address' },
			{ value: 'json', label: 'POST, JSON', help: 'Values in a body of JSON' },
			{ value: 'xml', label: 'POST, XML', help: 'Values in a body of XML' },
		],
		fallback: 'json',
		fixed: true,
	}),
};

const options = own<Record<string, unknown>>()('group', {
	label: 'Options',
	add: 'Add option',
	fields: {
		headerName: text({
			label: 'Header Name',
			help: 'The header that holds the secret, where Authentication is Header',
			fallback: HEADER,
			fix: 'Give the name of a header.',
		}),
		layout: own<unknown>()('rows', {
			label: 'Layout of Your Own',
			help: "Where your own layout has each value. The names of the template and Wiraya's own placeholders are known without it.",
			add: 'Add value',
			row: ['values', 'Value'],
			fields: {
				name: choice({
					label: 'Value',
					help: 'Which value it is',
					choices: KEYS.map(({ name, displayName, description }) => ({ value: name, label: displayName, help: description })),
					fallback: 'messageId',
				}),
				path: text({ label: 'Key', help: 'The key that holds it, or the path to it with dots', example: 'data.orderId', fix: 'Give the key as text.' }),
			},
		}),
	},
});

export const panel = { form, secretWhen: 'always', kinds: USUAL_KINDS, options, statuses: [...Object.values(SMS), ...Object.values(CALL)] } as const;
