// Bundled, because the host has zod 3 today and may move to 4 at any time. Our schemas must not change with it.
export { z } from 'zod';
