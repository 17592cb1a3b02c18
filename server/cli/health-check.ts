/** One thing that the doctor looked at; what is not ok says what to do. */
export type HealthCheck = {
  readonly name: string;
  readonly state: 'ok' | 'look' | 'broken';
  readonly sentence: string;
  readonly toDo: string | null;
};

export function ok(name: string, sentence: string): HealthCheck {
  return { name, state: 'ok', sentence, toDo: null };
}

export function look(name: string, sentence: string, toDo: string): HealthCheck {
  return { name, state: 'look', sentence, toDo };
}

export function broken(name: string, sentence: string, toDo: string): HealthCheck {
  return { name, state: 'broken', sentence, toDo };
}

/** What a check stumbled over is an answer too; `hidden` are secrets, which no sentence may hold. */
export async function examine(
  name: string,
  toDo: string,
  hidden: readonly string[],
  work: () => Promise<HealthCheck>,
): Promise<HealthCheck> {
  try {
    return await work();
  } catch (error) {
    return broken(name, withoutSecrets(error instanceof Error ? error.message : String(error), hidden), toDo);
  }
}

function withoutSecrets(sentence: string, hidden: readonly string[]): string {
  return hidden
    .filter((secret) => secret.length > 0)
    .reduce((text, secret) => text.replaceAll(secret, '(hidden)'), sentence);
}
