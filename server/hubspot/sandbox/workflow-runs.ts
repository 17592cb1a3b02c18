import { createHash } from 'node:crypto';
import { z } from 'zod';
import { byWorkflow } from './change-source.ts';
import type { ExtensionFetchOptions } from './extension-fetch.ts';
import type { Portal } from './portal.ts';
import { findRecord, patchRecord } from './records.ts';
import { type SandboxState, takeId } from './state.ts';
import type { NewRun, WorkflowRun } from './workflow-run.ts';

const Answer = z.object({ outputFields: z.record(z.string(), z.string()).default({}) });
const threeDaysMs = 259_200_000;
const weekMs = 604_800_000;

export async function startRun(state: SandboxState, app: ExtensionFetchOptions, input: NewRun) {
  const now = state.clock.now().getTime();
  const run: WorkflowRun = {
    ...input,
    callbackId: `ap-${input.portalId}-${takeId(state)}-7-0`,
    state: 'asking',
    because: null,
    outputFields: {},
    expiresAtMs: null,
    nextTryAtMs: now,
    begunAtMs: now,
  };
  state.runs.push(run);
  await askApp(state, app, run);
  return run;
}

/** What time does: asks again where nobody answered, and lets go on what nobody completed. */
export async function advanceRuns(state: SandboxState, app: ExtensionFetchOptions): Promise<void> {
  const now = state.clock.now().getTime();
  for (const run of state.runs) {
    if (run.state === 'asking' && run.nextTryAtMs <= now) await askApp(state, app, run);
    if (run.state === 'blocked' && run.expiresAtMs !== null && run.expiresAtMs <= now)
      goOn(state, run, { because: 'expired', outputFields: {} });
  }
}

/** The app's word that a blocked run may go on; false when it waits for none. */
export function completeRun(
  state: SandboxState,
  portal: Portal,
  callbackId: string,
  outputFields: Record<string, string>,
): boolean {
  const run = state.runs.find((one) => one.portalId === portal.portalId && one.callbackId === callbackId);
  if (run?.state === 'continued' && run.because === 'completed') return true;
  if (run?.state !== 'blocked') return false;
  goOn(state, run, { because: 'completed', outputFields });
  return true;
}

async function askApp(state: SandboxState, app: ExtensionFetchOptions, run: WorkflowRun): Promise<void> {
  const now = state.clock.now().getTime();
  const { status, retryAfterMs, text } = await call(state, app, run);
  if (status === 429 || status >= 500 || status === 0) {
    if (now - run.begunAtMs >= threeDaysMs) run.state = 'failed';
    else run.nextTryAtMs = now + (retryAfterMs ?? 60_000);
    return;
  }
  if (status >= 400) {
    run.state = 'failed';
    return;
  }
  const { outputFields } = Answer.parse(JSON.parse(text));
  run.outputFields = outputFields;
  const waits = ['BLOCK', 'ASYNC'].includes(outputFields.hs_execution_state ?? '');
  if (!waits) return goOn(state, run, { because: 'answered', outputFields });
  run.state = 'blocked';
  run.expiresAtMs = now + (durationMs(outputFields.hs_expiration_duration) ?? weekMs);
}

/** HubSpot goes on after an expiry as after an answer: a workflow that does not look at the decision is not held. */
function goOn(
  state: SandboxState,
  run: WorkflowRun,
  { because, outputFields }: Pick<WorkflowRun, 'because' | 'outputFields'>,
): void {
  Object.assign(run, { state: 'continued', because, outputFields });
  const portal = state.portals.get(run.portalId);
  const isHeld = run.branchesOnApproved && outputFields.margin_decision !== 'approved';
  if (!portal || run.thenStage === null || isHeld) return;
  patchRecord(portal, findRecord(portal, 'deals', run.dealId), {
    properties: { dealstage: run.thenStage },
    at: state.clock.now(),
    source: byWorkflow(run.workflowId),
  });
}

/** Workflow actions are documented with the older signature: no time in it, so it can be sent again. */
async function call(state: SandboxState, app: ExtensionFetchOptions, run: WorkflowRun) {
  const url = `${new URL(app.appOrigin).origin}${run.path}`;
  const body = JSON.stringify({
    callbackId: run.callbackId,
    origin: { portalId: Number(run.portalId), actionDefinitionId: 41, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: Number(run.workflowId) },
    object: { objectId: Number(run.dealId), objectType: 'DEAL', properties: {} },
    inputFields: {},
  });
  const signature = createHash('sha256').update(`${app.clientSecret}POST${url}${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-signature': signature,
    'x-hubspot-signature-version': 'v2',
  };
  try {
    const response = await state.send(new Request(url, { method: 'POST', headers, body }));
    const retryAfter = response.headers.get('retry-after');
    return {
      status: response.status,
      retryAfterMs: retryAfter === null ? null : Number(retryAfter),
      text: await response.text(),
    };
  } catch {
    return { status: 0, retryAfterMs: null, text: '' };
  }
}

/** The part of ISO 8601 that HubSpot documents: weeks, days and hours. */
function durationMs(text: string | undefined): number | null {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?$/.exec(text ?? '');
  if (!parts) return null;
  const [weeks = 0, days = 0, hours = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((weeks * 7 + days) * 24 + hours) * 3_600_000;
}
