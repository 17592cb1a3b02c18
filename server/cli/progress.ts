import { setImmediate as nextTurn } from 'node:timers/promises';
import { progress } from '@clack/prompts';

const PATIENCE_MS = 1_000;
const TURN_MS = 50;

export type Progress = { step(text: string, by?: number): Promise<void>; end(text: string): void };

/** A bar on a terminal for work that takes over a second; nothing elsewhere. */
export function createProgress(total: number, isShown: boolean): Progress {
  const started = performance.now();
  let turned = started;
  let bar: ReturnType<typeof progress> | null = null;
  let done = 0;
  let drawn = 0;
  return {
    step: async (text, by = 1) => {
      done += by;
      const now = performance.now();
      if (now - turned < TURN_MS) return;
      turned = now;
      if (isShown && now - started > PATIENCE_MS) {
        bar ??= startBar(total, text);
        bar.advance(done - drawn, text);
        drawn = done;
      }
      await nextTurn();
    },
    end: (text) => bar?.stop(text),
  };
}

function startBar(max: number, text: string) {
  const bar = progress({ max });
  bar.start(text);
  return bar;
}
