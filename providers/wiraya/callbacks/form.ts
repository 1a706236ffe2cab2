import { choice, copy, notice, own, text, type Form } from '../../../core/input/form';
import { KEYS } from './keys';
import { CALL, SMS } from './statuses';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from './template';

/** A read-only field to copy from: a notice would lose the line breaks. */
const template = <const Format extends string>(format: Format, label: string, fallback: string, help: string) =>
	copy({ label, fallback, help: `${help}, with Wiraya's placeholders`, lines: fallback.split('\n').length + 1, when: { template: [format] } });

const keys: Form = Object.fromEntries(
	KEYS.map(({ name, displayName, description, placeholders: [first] }) => [
		name,
		text({
			label: displayName,
			help: `${description}. Give the key, or the path to it with dots.`,
			example: first === undefined ? 'data.orderId' : `data.${first.toLowerCase()}`,
			fix: 'Give the key as text.',
		}),
	]),
);

export const form = {
	setUpNotice: notice(
		'Wiraya has no call to register an address. Ask its support for <b>communication callbacks</b>: hand over the Production URL (open Webhook URLs above), the template below, and how the callbacks prove themselves.',
	),
	authentication: choice({
		label: 'Authentication',
		help: 'How callbacks prove that they are from Wiraya, as agreed with it; all others are refused with 401',
		choices: [
			{ value: 'basicAuth', label: 'Basic Auth', help: "User and Secret of the credential, as user and password of HTTP's basic authentication" },
			{ value: 'header', label: 'Header', help: 'The Secret of the credential in a header' },
		],
		fallback: 'basicAuth',
		fixed: true,
	}),
	headerName: text({
		label: 'Header Name',
		help: 'The header Wiraya puts the secret into',
		fallback: 'X-Callback-Secret',
		fix: 'Give the header Wiraya puts the secret into.',
		required: true,
		when: { authentication: ['header'] },
	}),
	template: choice({
		label: 'Template',
		help: 'Which layout to hand to Wiraya. It changes nothing else: every callback is read as what it is, one or several at a time.',
		choices: [
			{ value: 'get', label: 'GET', help: 'Values in the address' },
			{ value: 'json', label: 'POST, JSON', help: 'Values in a body of JSON' },
			{ value: 'xml', label: 'POST, XML', help: 'Values in a body of XML' },
		],
		fallback: 'json',
		fixed: true,
	}),
	jsonTemplate: template('json', 'Body to Hand Over', JSON_TEMPLATE, 'The body of the POST'),
	xmlTemplate: template('xml', 'Body to Hand Over', XML_TEMPLATE, 'The body of the POST'),
	getTemplate: template('get', 'Query to Hand Over', QUERY_TEMPLATE, 'What stands behind the Production URL'),
	keys: own<Record<string, unknown>>()('group', {
		label: 'Keys',
		help: "Only for a layout of your own: where it has which value. Names of the template, and Wiraya's own for its placeholders, are known without it.",
		add: 'Add key',
		fields: keys,
	}),
};

export const panel = { form, statuses: [...Object.values(SMS), ...Object.values(CALL)], inbound: true };
