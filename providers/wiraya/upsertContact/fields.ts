import type { INodeProperties } from 'n8n-workflow';

import { contactIdField } from '../shared/parameters';

export type Kind = 'date' | 'dateTime' | 'integer' | 'phone' | 'text';

/** The names of the vendor's example, with the form of their values. Source: "Add contact to a Communication Flow". Case matters, and the set is open. */
export const KNOWN: Readonly<Record<'personal' | 'general', Readonly<Record<string, Kind>>>> = {
	personal: { birthDate: 'date', gender: 'text', givenName: 'text', phoneNumber: 'phone', surName: 'text', title: 'text' },
	general: {
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
	},
};

/** Value of the choice that lets a name be typed. */
export const OTHER = '*';

/** A free list of names and values, the known names to choose from. */
function attributesField(section: keyof typeof KNOWN, displayName: string, description: string): INodeProperties {
	const known = Object.keys(KNOWN[section]).map((name) => ({ name, value: name }));
	const choices = [...known, { name: 'Other', value: OTHER, description: 'A name of your own, as agreed with Wiraya' }];
	return {
		displayName,
		name: section,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add attribute',
		default: {},
		description,
		options: [
			{
				displayName: 'Attribute',
				name: 'attribute',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'options',
						options: choices,
						default: OTHER,
						description: 'Name of the attribute, as Wiraya has it',
					},
					{
						displayName: 'Other Name',
						name: 'otherName',
						type: 'string',
						default: '',
						description: 'Case matters',
						displayOptions: { show: { name: [OTHER] } },
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'What is left empty is left out. Numbers and yes or no stay what an expression gives.',
					},
				],
			},
		],
	};
}

export const upsertContactFields: INodeProperties[] = [
	contactIdField,
	attributesField('personal', 'Personal Attributes', 'What tells who the customer is; Wiraya clears it when a project ends. A phone number at least, and whatever the text of the messages uses.'),
	attributesField('general', 'General Attributes', 'What does not tell who the customer is'),
];
