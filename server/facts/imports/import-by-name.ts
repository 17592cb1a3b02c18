import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { type ImportInput, importFacts } from './import-facts.ts';
import type { KindName } from './import-kind.ts';
import type { ImportReport } from './import-report.ts';
import { poolImport } from './pool-import.ts';
import { revenueImport } from './revenue-import.ts';
import { tenantCostImport } from './tenant-cost-import.ts';
import { tenantsImport } from './tenants-import.ts';

type Input = Omit<ImportInput<object>, 'kind'>;

/** Imports a file of a kind that is known by its name. */
export function importByName(
  ports: Ports,
  actor: Actor,
  name: KindName,
  input: Input,
): Promise<ImportReport> {
  switch (name) {
    case 'tenant-cost':
      return importFacts(ports, actor, { ...input, kind: tenantCostImport });
    case 'revenue':
      return importFacts(ports, actor, { ...input, kind: revenueImport });
    case 'tenants':
      return importFacts(ports, actor, { ...input, kind: tenantsImport });
    case 'pool':
      return importFacts(ports, actor, { ...input, kind: poolImport });
    case 'request-log':
      throw new Error('invariant: a request log has a verb of its own');
  }
}
