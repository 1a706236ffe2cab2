// Bundled: the host carries zod 3 today and may move to 4 at any time; a schema must not change its mind with it.
export { z } from 'zod';
