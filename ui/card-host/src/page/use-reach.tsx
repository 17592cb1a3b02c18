import { useCallback, useState } from 'react';
import type { Reach } from '../host/extension-fetch.ts';
import { type Demo, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { fetchRecords } from './sandbox-records.ts';
import { Unreachable } from './unreachable.ts';

/** Who did not answer last, as a banner; looking again leaves the extension alone: what was typed into it stays. */
export function useReach(demo: Demo, onRefresh: () => void) {
  const [reach, setReach] = useState<Reach>('answered');
  const lookAgain = useCallback(async () => {
    const error = await missingParty(demo);
    setReach(error === null ? 'answered' : error.party === 'sandbox' ? 'sandbox-down' : 'server-down');
    if (error === null) onRefresh();
  }, [demo, onRefresh]);
  const outage = reach === 'answered' ? null : <Outage error={outageOf(reach, demo)} onRetry={lookAgain} />;
  return { onReach: setReach, outage };
}

async function missingParty(demo: Demo): Promise<Unreachable | null> {
  try {
    await fetchDemo();
    await fetchRecords(demo);
    return null;
  } catch (error) {
    if (error instanceof Unreachable) return error;
    throw error;
  }
}

function outageOf(reach: Reach, demo: Demo): Unreachable {
  return reach === 'sandbox-down'
    ? new Unreachable('sandbox', `The sandbox at ${demo.sandboxUrl} does not answer.`)
    : new Unreachable('server', 'The sandbox cannot reach the Dealfloor server.');
}
