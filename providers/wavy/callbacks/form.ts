import { USUAL_KINDS } from '../../../core/provider';
import { WHATSAPP_DELIVERED, WHATSAPP_SENT } from './statuses';

/** The name of the secret in the address; Wavy has none of its own. */
export const TOKEN = 'token';

export const panel = { form: {}, secretWhen: 'always', kinds: USUAL_KINDS, statuses: [...Object.values(WHATSAPP_SENT), ...Object.values(WHATSAPP_DELIVERED)] } as const;
