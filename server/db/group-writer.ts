import { setImmediate as nextTurn } from 'node:timers/promises';
import { UnavailableError } from '../service-error.ts';
import type { Transaction, Writer } from './database.ts';

/** How a dialect begins, saves, undoes and commits on its one writing connection. */
export type WriterConnection = {
  begin(): Promise<void>;
  /** False once the database itself has given the transaction up (a full disk does that). */
  isActive(): boolean;
  savepoint(): void;
  release(): void;
  rollbackToSavepoint(): void;
  commit(): void;
  rollback(): void;
  /** A handle for one piece of work, and the means to end it. */
  handle(): { transaction: Transaction; end: () => void };
};

type Job = { run: () => Promise<() => void>; fail: (error: unknown) => void };

const GROUP = 50;

/**
 * One writer: jobs run strictly one after the other, those that wait together share one commit (one sync to disk), and
 * each stands in a savepoint of its own, so that a failed one takes nobody with it. Nobody is answered before the commit.
 * Work begins a turn later, so that the requests that have come in by then are together.
 */
export function createGroupWriter(connection: WriterConnection): Writer & { drain(): Promise<void> } {
  const waiting: Job[] = [];
  let working: Promise<void> | null = null;

  const work = async () => {
    while (waiting.length > 0) await runGroup(connection, waiting);
    working = null;
  };
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          const result = await inSavepoint(connection, task);
          return () => resolve(result);
        };
        waiting.push({ run, fail: reject });
        working ??= nextTurn().then(work);
      }),
    drain: async () => {
      while (working) await working;
    },
  };
}

async function runGroup(connection: WriterConnection, waiting: Job[]): Promise<void> {
  try {
    await connection.begin();
  } catch (error) {
    for (const job of waiting.splice(0)) job.fail(error);
    return;
  }
  const group: { answer: () => void; fail: Job['fail'] }[] = [];
  for (let job = waiting.shift(); job; job = group.length < GROUP ? waiting.shift() : undefined) {
    const { run, fail } = job;
    try {
      if (!connection.isActive()) throw givenUp();
      group.push({ answer: await run(), fail });
    } catch (error) {
      fail(error);
    }
  }
  try {
    if (!connection.isActive()) throw givenUp();
    connection.commit();
  } catch (error) {
    connection.rollback();
    for (const job of group) job.fail(error);
    return;
  }
  for (const job of group) job.answer();
}

/** A full disk ends the transaction of everybody who shares it. */
function givenUp(): UnavailableError {
  return new UnavailableError('The database gave the transaction up. Nothing was changed.');
}

async function inSavepoint<Result>(
  connection: WriterConnection,
  task: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  connection.savepoint();
  const { transaction, end } = connection.handle();
  try {
    const result = await task(transaction);
    if (!connection.isActive()) throw givenUp();
    connection.release();
    return result;
  } catch (error) {
    connection.rollbackToSavepoint();
    throw error;
  } finally {
    end();
  }
}
