import type { HubSpotPort, NewNote, NewTask } from '../../server/hubspot/port.ts';
import { UpstreamError } from '../../server/hubspot/upstream-error.ts';
import type { TestClock } from './test-clock.ts';

export const OUTSIDE_FAULTS = [
  'a 500',
  'a 429',
  'silence',
  'a reset',
  'applied, answer lost',
  'death before',
  'death after',
] as const;
export type OutsideFault = (typeof OUTSIDE_FAULTS)[number];

type Task = { token: string; ownerId: string | null; isDone: boolean };

/** What a portal holds, and how every outside call went; it outlives the processes that write to it. */
export type InProcessHubSpot = {
  readonly port: Partial<HubSpotPort>;
  readonly versions: { dealId: string; version: number }[];
  readonly properties: Map<string, Readonly<Record<string, string>>>;
  readonly tasks: Map<string, Task>;
  readonly notes: string[];
  /** How many outside calls were begun. */
  calls(): number;
  /** Comes true when the process that called has died; then the world goes on with `revive`. */
  death(): Promise<'died'>;
  revive(): void;
};

type Options = {
  readonly clock: TestClock;
  /** What happens to the so manieth outside call. */
  readonly faultAt: (call: number) => OutsideFault | null;
  /** False: creates without looking for the token first, as a careless client would. */
  readonly isKeyed?: boolean;
};

/** HubSpot as a few maps, with every outside call a point where it may fail in each known way. */
export function hubSpotInProcess({ clock, faultAt, isKeyed = true }: Options): InProcessHubSpot {
  const versions: InProcessHubSpot['versions'] = [];
  const properties: InProcessHubSpot['properties'] = new Map();
  const tasks: InProcessHubSpot['tasks'] = new Map();
  const notes: string[] = [];
  let calls = 0;
  let { promise: death, resolve: die } = Promise.withResolvers<'died'>();
  const call = async <Answer>(apply: () => Answer): Promise<Answer> => {
    const fault = faultAt(calls);
    calls += 1;
    if (fault === 'death before') return died(() => die('died'));
    if (fault && fault !== 'applied, answer lost' && fault !== 'death after') throw failure(fault, clock);
    const answer = apply();
    if (fault === 'death after') return died(() => die('died'));
    if (fault) throw failure('silence', clock);
    return answer;
  };
  const createTask = async (_portalId: string, task: NewTask) => {
    const known = isKeyed
      ? await call(() => [...tasks].find(([, { token }]) => token === task.token)?.[0] ?? null)
      : null;
    if (known) return { taskId: known };
    const taskId = `task-${tasks.size}`;
    await call(() => tasks.set(taskId, { token: task.token, ownerId: task.ownerId, isDone: false }));
    return { taskId };
  };
  const addNote = async (_portalId: string, { token }: NewNote) => {
    if (isKeyed && (await call(() => notes.includes(token)))) return { noteId: token };
    await call(() => notes.push(token));
    return { noteId: token };
  };
  return {
    versions,
    properties,
    tasks,
    notes,
    calls: () => calls,
    death: () => death,
    revive: () => {
      ({ promise: death, resolve: die } = Promise.withResolvers<'died'>());
    },
    port: {
      ensureDealProperties: () => call(() => ({ created: [], kept: [], different: [] })),
      updateDeal: (_portalId, dealId, values) =>
        call(() => {
          properties.set(dealId, values);
          versions.push({ dealId, version: Number(values.dealfloor_estimate_version) });
        }),
      createTask,
      updateTask: (_portalId, taskId, { ownerId }) =>
        call(() => {
          const task = tasks.get(taskId);
          if (task && ownerId !== undefined) task.ownerId = ownerId;
        }),
      completeTask: (_portalId, taskId) =>
        call(() => {
          const task = tasks.get(taskId);
          if (task) task.isDone = true;
        }),
      addNote,
    },
  };
}

/** The process is gone: whoever waits for the answer waits for ever. */
function died<Answer>(tell: () => void): Promise<Answer> {
  tell();
  return new Promise<Answer>(() => {});
}

function failure(fault: OutsideFault, clock: TestClock): UpstreamError {
  if (fault === 'silence') clock.advance(10_000);
  const retryable = { sentence: fault, retryable: true };
  if (fault === 'a 429')
    return new UpstreamError({ kind: 'rate-limited', retryAfterMs: 2_000, ...retryable });
  if (fault === 'silence') return new UpstreamError({ kind: 'timeout', ...retryable });
  return new UpstreamError({ kind: fault === 'a 500' ? 'server-error' : 'unreachable', ...retryable });
}
