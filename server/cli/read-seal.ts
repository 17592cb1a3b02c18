import { auditKeys } from '../audit/audit-place.ts';
import { createSeal, type Seal } from '../audit/seal.ts';
import { systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { diskFiles } from '../files.ts';
import { createIds } from '../ids.ts';

/** The keys of a deployment's audit, to check by; none is made. */
export function readSeal(environment: Environment): Pick<Seal, 'under'> {
  return createSeal(auditKeys(environment, { files: diskFiles, ids: createIds(systemClock) }));
}
