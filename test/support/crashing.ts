import type { Database, Transaction } from '../../server/db/database.ts';
import type { Ports } from '../../server/ports.ts';

/** As if the process had died: from here on nothing reaches the database. */
export class Crash extends Error {}

/** Ports whose process dies at its so manieth touch of the database, inside a transaction or outside. */
export function crashingAt(ports: Ports, touches: number): Ports {
  let left = touches;
  const touch = () => {
    left -= 1;
    if (left < 0) throw new Crash('the process died');
  };
  const { database } = ports;
  const watch = <Handle extends Database | Transaction>(handle: Handle): Handle =>
    new Proxy(handle, {
      get: (target, key) => {
        if (key === 'query' || key === 'connection') touch();
        return Reflect.get(target, key);
      },
    });
  const writer: Database['writer'] = {
    run: async (work) => {
      touch();
      return database.writer.run(async (transaction) => {
        const result = await work(watch(transaction));
        touch();
        return result;
      });
    },
  };
  return { ...ports, database: watch({ ...database, writer }) };
}
