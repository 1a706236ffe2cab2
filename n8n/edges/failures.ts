import { CredentialError } from '../../core/http/connection';
import { failure, type Failure } from '../../core/http/failure';
import { Refusal } from '../../core/input/schema';
import { SettingError } from './settings';

/** A good item that was not sent because others are bad and On Error is set to stop. The error only counts it; it names the bad ones. */
export const heldBack: Failure = failure({
	status: 'notSent',
	code: 'heldBack',
	what: 'Not tried, because other items are bad and On Error is set to stop',
	fix: 'Correct the bad items, or set On Error to continue.',
	retryable: true,
});

/** A failure of the whole execution: a setting, the credential, or an error of n8n. */
export function asFailure(error: unknown): Failure {
	if (error instanceof CredentialError) return failure({ status: 'notSent', code: 'configuration', what: error.what, fix: error.fix, retryable: true });
	if (error instanceof Refusal) return failure({ status: 'notSent', code: 'configuration', what: `${error.field ?? 'A setting'} ${error.what}`, fix: error.fix, retryable: true });
	const { message, description } = error as Error & { description?: unknown };
	const fix = error instanceof SettingError ? error.fix : typeof description === 'string' ? description : 'Correct it and run the workflow again: no request was made.';
	return failure({ status: 'notSent', code: 'configuration', what: message, fix, retryable: true });
}
