import { writeFileSync } from 'node:fs';
import { securityPage } from './render-threats.ts';

writeFileSync(new URL('../../SECURITY.md', import.meta.url), securityPage());
