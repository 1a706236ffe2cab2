import { reachableAddress } from '../../../core/input/audience';
import { phone } from '../../../core/input/fields';
import type { OwnReader } from '../../../core/input/formReader';
import type { ReadSettings } from '../../../core/input/settings';
import { mailAddress } from '../../../core/input/mail';

/** The number or address of a customer, depending on Entity Type. */
export function entityValue(settings: ReadSettings): OwnReader<string> {
	const [number, mail] = [phone(settings), reachableAddress(mailAddress(), settings.audience)];
	return (given, { entityType }) => (entityType === 'EMAIL' ? mail : number)(given);
}
