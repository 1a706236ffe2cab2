import { choice, declared, own, text } from '../../../core/input/form';
import { contactId } from '../shared/contactId';
import { flowLimits } from '../shared/limits';
import { table } from '../../../core/wire/table';

export type Kind = 'date' | 'dateTime' | 'integer' | 'phone' | 'text';
export type Attributes = Record<string, string | number | boolean>;

/** The names of the vendor's example, with the form of their values. Source: "Add contact to a Communication Flow". Case matters, and the set is open. */
export const KNOWN = {
	personal: table<Kind>({ birthDate: 'date', gender: 'text', givenName: 'text', phoneNumber: 'phone', surName: 'text', title: 'text' }),
	general: table<Kind>({
		accountStatus: 'text',
		city: 'text',
		country: 'text',
		county: 'text',
		forgotPasswdTimes: 'integer',
		latestClientDetailUpdate: 'dateTime',
		latestLogin: 'dateTime',
		nrLogins: 'integer',
		postCode: 'text',
		timeOfRegistration: 'dateTime',
	}),
};

/** The choice that lets the user type a name. */
export const OTHER = '*';

/** A free list of names and values, the known names to choose from. */
const attributes = (section: keyof typeof KNOWN, label: string, help: string) =>
	own<Attributes>()('rows', {
		label,
		help,
		add: 'Add attribute',
		row: ['attribute', 'Attribute'],
		uses: ['defaultCountry'],
		fields: {
			name: choice({
				label: 'Name',
				help: 'Name of the attribute, as Wiraya has it',
				choices: [
					...Object.keys(KNOWN[section]).map((name) => ({ value: name, label: name })),
					{ value: OTHER, label: 'Other', help: 'A name of your own, as agreed with Wiraya' },
				],
				fallback: OTHER,
			}),
			otherName: text({ label: 'Other Name', help: 'Case matters', when: { name: [OTHER] }, fix: 'Give the name of the attribute as agreed with Wiraya; case matters.' }),
			value: text({ label: 'Value', help: 'What is left empty is left out. Numbers and yes or no stay what an expression gives.', fix: 'Give one value.' }),
		},
	});

export const form = {
	contactId,
	personal: attributes('personal', 'Personal Attributes', 'Data that identifies the customer. It needs a phone number, and everything that the text of your messages uses. Wiraya deletes it when a project ends.'),
	general: attributes('general', 'General Attributes', 'Data that does not identify the customer'),
};

/** Two requests have the same effect as one. */
export const panel = { ...declared(form), limits: flowLimits, idempotent: true as const };
