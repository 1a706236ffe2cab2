import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const packageName = 'n8n-nodes-communications';

/** What a run leaves for its reader (logs, pictures): in the checkout, ignored by git. */
export const artifacts = join(root, '.demo');

/** n8n weighs more than two gigabytes: every checkout on a machine shares one installation, outside all of them. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), packageName);
