import { showDecimalInput } from '../words/decimal-input.ts';
import { withLever } from './change-form.ts';
import type { LineProps } from './line-props.ts';
import { TypedField } from './typed-field.tsx';

/** The two savings that sellers know: ids already seen, and answers served from our own copy. */
export function LeverFields({ editor, line, index, profile, set }: LineProps) {
  const dedupe = line.levers.findIndex((lever) => lever.kind === 'dedupe');
  const seen = line.levers[dedupe];
  const at = `lines.${index}.levers`;
  return (
    <>
      <TypedField
        editor={editor}
        path={dedupe < 0 ? `${at}.dedupe` : `${at}.${dedupe}.share`}
        label="Already seen, %"
        text={seen?.kind === 'dedupe' ? seen.percent : ''}
        onCommit={(percent) => set({ levers: withLever(line.levers, { kind: 'dedupe', percent }) })}
      />
      {profile?.cache ? (
        <CacheFields editor={editor} line={line} index={index} profile={profile} set={set} />
      ) : null}
    </>
  );
}

function CacheFields({ editor, line, index, profile, set }: LineProps) {
  const at = line.levers.findIndex((lever) => lever.kind === 'cache');
  const lever = line.levers[at];
  const limits = profile?.cache?.ttlMinutes ?? { least: 0, most: 0 };
  const count = (value: number) => showDecimalInput(String(value), editor.locale);
  const cache = lever?.kind === 'cache' ? lever : { percent: '', ttlMinutes: count(limits.least) };
  const path = `lines.${index}.levers.${at < 0 ? 'cache' : at}`;
  const put = (part: Partial<typeof cache>) =>
    set({ levers: withLever(line.levers, { ...cache, ...part, kind: 'cache' }) });
  return (
    <>
      <TypedField
        editor={editor}
        path={`${path}.hitShare`}
        label="From cache, %"
        text={cache.percent}
        onCommit={(percent) => put({ percent })}
      />
      {at < 0 ? null : (
        <TypedField
          editor={editor}
          path={`${path}.ttlMinutes`}
          label="Kept for, minutes"
          description={`${count(limits.least)} to ${count(limits.most)}`}
          text={cache.ttlMinutes}
          onCommit={(ttlMinutes) => put({ ttlMinutes })}
        />
      )}
    </>
  );
}
