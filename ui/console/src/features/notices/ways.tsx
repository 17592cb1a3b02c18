import type { Way } from './notices-words.ts';

/** Each way to reach people, whether it is on, and what is missing where it is not. */
export function Ways({ ways }: { ways: readonly Way[] }) {
  return (
    <dl className="ways" data-testid="ways">
      {ways.map(({ name, works, sentence }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{works ? 'On.' : 'Off.'}</strong> {sentence}
          </dd>
        </div>
      ))}
    </dl>
  );
}
