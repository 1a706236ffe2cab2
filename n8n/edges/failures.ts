import { failure, type Failure } from '../../core/http/failure';
import { SettingError } from '../../core/http/settingError';
import { Refusal } from '../../core/input/schema';

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
	const said = (what: string, fix: string) => failure({ status: 'notSent', code: 'configuration', what, fix, retryable: true });
	if (error instanceof SettingError) return said(error.what, error.fix);
	if (error instanceof Refusal) return said(`${error.field ?? 'A setting'} ${error.what}`, error.fix);
	const { message, description } = error as Error & { description?: unknown };
	return said(message, typeof description === 'string' ? description : 'Correct it and run the workflow again: no request was made.');
}
