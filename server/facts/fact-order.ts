type Placed = { readonly tenantId: string; readonly endpoint: string };

/** The order of facts, the same on every machine. */
export function byTenantThenEndpoint(a: Placed, b: Placed): number {
  if (a.tenantId !== b.tenantId) return a.tenantId < b.tenantId ? -1 : 1;
  if (a.endpoint === b.endpoint) return 0;
  return a.endpoint < b.endpoint ? -1 : 1;
}
