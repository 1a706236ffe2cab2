/** What every provider can do, by its name. */
import type { Provider } from '../core/provider.ts';
import { capillary } from '../providers/capillary/provider.ts';
import { comapi } from '../providers/comapi/provider.ts';
import { wavy } from '../providers/wavy/provider.ts';
import { wiraya } from '../providers/wiraya/provider.ts';

export const PROVIDERS: Readonly<Record<string, Provider>> = { capillary, comapi, wavy, wiraya };
