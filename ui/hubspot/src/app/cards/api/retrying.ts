import type { Answer, Failure } from './answer.ts';

const PAUSE_MS = 2_000;
const MORE_TRIES = 2;

/** Repeats what was too slow or too busy twice more, two seconds apart; says so while it waits. */
export async function retrying<T>(
  attempt: () => Promise<Answer<T>>,
  onWait: (failure: Failure | null) => void,
  isStillWanted: () => boolean = () => true,
): Promise<Answer<T>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt();
    if (answer.ok || tries === MORE_TRIES || !isPassing(answer.failure) || !isStillWanted()) return answer;
    onWait(answer.failure);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (isStillWanted()) onWait(null);
  }
}

function isPassing(failure: Failure): boolean {
  return failure.kind === 'timeout' || failure.kind === 'busy';
}
