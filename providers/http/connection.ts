import type { Connection, Credential } from '../../core/http/connection';
import { basicAuthorization, isHeaderName } from '../../core/http/http';
import { SettingError } from '../../core/http/settingError';

const text = (value: unknown) => String(value ?? '');
const testPathOf = ({ testPath }: Credential) => text(testPath).trim().replace(/^(?=[^/])/, '/');

/** Headers that control how a request travels: a credential in one of them would break the request. */
const TAKEN = new Set(['host', 'content-type', 'content-length', 'connection', 'accept', 'transfer-encoding']);

/** A token as Bearer, a user and password, or a header of any name. Never in the address, because logs on the way may keep it. */
export const connection: Connection = {
	credential: 'httpMessagesApi',
	label: 'The API',
	addressFields: 'Base URL and Test Path',
	baseUrl(credential) {
		const name = text(credential.headerName).trim();
		if (credential.authentication === 'header' && (!isHeaderName(name) || TAKEN.has(name.toLowerCase()))) {
			throw new SettingError(`The credential's Header Name is "${name}", which no key can travel in`, "Give it as the API's page has it, such as X-API-Key.");
		}
		return text(credential.baseUrl);
	},
	sign(credential) {
		const { authentication, token, username, password, headerName, headerValue } = credential;
		if (authentication === 'header') return { [text(headerName).trim()]: text(headerValue).trim() };
		if (authentication === 'basic') return { Authorization: basicAuthorization(text(username), text(password)) };
		return { Authorization: `Bearer ${text(token).trim()}` };
	},
	secretFields: ['token', 'password', 'headerValue'],
	/** If the user names no path for the test, every answer except a refusal of the credential passes: it shows that the address works. */
	test: {
		method: 'GET',
		path: testPathOf,
		alsoGood: (status, credential) => testPathOf(credential) === '' && status >= 400 && status < 500,
		complaint(status) {
			if (status === 401) return 'The API does not know this credential';
			return status === 403 ? 'The API does not permit this: check what the key may do, or give another Test Path' : null;
		},
	},
};
