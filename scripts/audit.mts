// Fails if an advisory names a bundled library. Users of the package do not see such advisories, because the package has no dependencies. The other
// results of `npm audit` are about tools, which nobody installs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { advisoriesOf, bundledIn, type AuditReport } from './audit/advisories.mts';

const bundled = bundledIn(readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8'));
// npm exits with 1 if there is any advisory at all.
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 1e9 });
const advisories = advisoriesOf(JSON.parse(stdout) as AuditReport, bundled);
console.log([...advisories, `${bundled.length} bundled libraries, ${advisories.length} with advisories`].join('\n'));
process.exitCode = advisories.length === 0 ? 0 : 1;
