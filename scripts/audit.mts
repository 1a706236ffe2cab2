// Fails where an advisory speaks of a library that is bundled. Whoever installs the package sees none of them: it has no dependencies. The rest of
// what `npm audit` tells is of tools, which nobody installs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { advisoriesOf, bundledIn, type AuditReport } from './audit/advisories.mts';

const bundled = bundledIn(readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8'));
// It ends with 1 where there is any advisory at all.
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 1e9 });
const advisories = advisoriesOf(JSON.parse(stdout) as AuditReport, bundled);
console.log([...advisories, `${bundled.length} bundled libraries, ${advisories.length} with advisories`].join('\n'));
process.exitCode = advisories.length === 0 ? 0 : 1;
