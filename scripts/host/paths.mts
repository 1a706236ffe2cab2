import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const packageName = 'n8n-nodes-communications';

/** Logs and pictures of a run: in the checkout, ignored by git. */
export const artifacts = join(root, '.demo');

/** n8n takes more than two gigabytes, so all checkouts on a machine share one installation outside of them. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), packageName);
