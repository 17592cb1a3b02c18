import type { Lever } from './lever.ts';
import type { CompiledProfile, Rates } from './rates.ts';
import type { Sizing, SizingLine } from './sizing.ts';

/** A field of a sizing that the price book cannot serve, as a path like `lines.0.endpoint` and a sentence. */
export type SizingIssue = { readonly path: string; readonly message: string };

/** What a sizing names that this price book does not know: endpoints, plans, use cases, cache lifetimes. */
export function checkSizing(sizing: Sizing, rates: Rates): SizingIssue[] {
  const issues: SizingIssue[] = [];
  if (!rates.plans.has(sizing.plan)) {
    issues.push({ path: 'plan', message: 'The price book has no such plan.' });
  }
  if (sizing.useCase !== null && !rates.useCases.has(sizing.useCase)) {
    issues.push({ path: 'useCase', message: 'The price book has no such use case.' });
  }
  sizing.lines.forEach((line, index) => {
    issues.push(...checkLine(line, rates, `lines.${index}`));
  });
  return issues;
}

function checkLine(line: SizingLine, rates: Rates, path: string): SizingIssue[] {
  const known = rates.endpoints.get(line.endpoint);
  if (!known) return [{ path: `${path}.endpoint`, message: 'The price book has no such endpoint.' }];
  return line.levers.flatMap((lever, index) => checkLever(lever, known, rates, `${path}.levers.${index}`));
}

function checkLever(lever: Lever, known: CompiledProfile, rates: Rates, path: string): SizingIssue[] {
  const other = otherEndpoint(lever);
  if (other !== null && !rates.endpoints.has(other)) {
    return [{ path, message: 'The price book has no such endpoint.' }];
  }
  if (lever.kind !== 'cache') return [];
  const ttl = known.profile.cache?.ttlMinutes;
  if (!ttl) return [{ path, message: `${known.profile.label}: a copy may never be served from a cache.` }];
  if (lever.ttlMinutes >= ttl.least && lever.ttlMinutes <= ttl.most) return [];
  return [{ path: `${path}.ttlMinutes`, message: `Keep a copy for ${ttl.least} to ${ttl.most} minutes.` }];
}

function otherEndpoint(lever: Lever): string | null {
  if (lever.kind === 'list-instead-of-detail') return lever.listEndpoint;
  return lever.kind === 'existence-probe' ? lever.probeEndpoint : null;
}
