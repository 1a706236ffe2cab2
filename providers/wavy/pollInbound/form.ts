import { text } from '../../../core/input/form';

export const form = {
	subAccount: text({ label: 'Sub-Account', help: 'Whose messages. Only an administrator may name a sub-account.', fix: 'Give the sub-account as text.' }),
};
