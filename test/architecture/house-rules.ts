import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const SANDBOX = '^server/hubspot/sandbox/';

/** The rules of the house about who may import whom; type imports count. */
export const HOUSE_RULES: IForbiddenRuleType[] = [
  {
    name: 'price-book stands on zod alone',
    from: { path: '^price-book/' },
    to: { pathNot: ['^price-book/', '^node_modules/zod/'] },
  },
  {
    name: 'the ground floor has one face',
    from: { path: '^(server|ui|test/(server|ui|card|e2e))/' },
    to: { path: '^price-book/', pathNot: '^price-book/(index\\.ts|books/|policies/|vectors/|schemas/)' },
  },
  { name: 'server never imports ui', from: { path: '^server/' }, to: { path: '^ui/' } },
  { name: 'ui never imports server', from: { path: '^ui/' }, to: { path: '^server/' } },
  {
    name: 'one door to HubSpot’s client',
    from: { path: '^server/', pathNot: ['^server/hubspot/client\\.ts$', SANDBOX] },
    to: { path: '@hubspot/api-client' },
  },
  {
    name: 'the sandbox borrows types alone from HubSpot’s client',
    from: { path: SANDBOX },
    to: { path: '@hubspot/api-client', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'one floor knows the database’s dialect',
    // A customer's log in PostgreSQL is no database of ours: its source asks it in its own words.
    from: { path: '^server/', pathNot: ['^server/db/', '^server/facts/sources/postgres-source\\.ts$'] },
    to: {
      path: '(^node_modules/(better-sqlite3|pg)/|drizzle-orm/(better-sqlite3|sqlite-core|pg-core|node-postgres))',
    },
  },
  {
    name: 'a route calls a verb and never the database',
    from: { path: '^server/.*-routes\\.ts$' },
    to: { path: '(^server/db/|drizzle-orm)' },
  },
  {
    name: 'a verb knows nothing of HTTP',
    from: {
      path: '^server/(estimates|sign-offs|deals|accounts|price-books|proposals|outbox|audit|idempotency|people|facts|delegations|secrets|connections|settings|notices)/',
      pathNot: '-routes\\.ts$',
    },
    to: { path: '(^server/http/|^node_modules/(hono|@hono)/)' },
  },
  {
    name: 'production never loads the sandbox',
    from: { path: '^server/', pathNot: [SANDBOX, '^server/demo/(start-demo|sandbox-seed)\\.ts$'] },
    to: { path: SANDBOX },
  },
  {
    name: 'the demo is loaded on demand',
    from: { path: '^server/', pathNot: '^server/demo/' },
    to: { path: '^server/demo/start-demo\\.ts$', dynamic: false },
  },
  { name: 'no import circles', from: { path: '^(price-book|server|ui)/' }, to: { circular: true } },
];

/** Every breach of a rule in the given folders or files, as "rule: from -> to". */
export async function breaches(
  paths: string[],
  rules: IForbiddenRuleType[] = HOUSE_RULES,
): Promise<string[]> {
  const { output } = await cruise(paths, {
    validate: true,
    ruleSet: { forbidden: rules },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^ui/(dist|hubspot/src/app/cards/dist)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  });
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`,
  );
}
