import { NativeSelect } from '@mantine/core';
import { useSession } from './session.ts';

/** Who is looking; in the demo a person can be anybody of the company, for this tab. */
export function PersonSwitch() {
  const { viewer, demo, becomePerson } = useSession();
  if (!demo) return <p className="viewer">{viewer.name}</p>;
  return (
    <div className="viewer">
      <span aria-hidden="true">You are</span>
      <NativeSelect
        aria-label="You are"
        size="sm"
        value={viewer.userId}
        onChange={(event) => becomePerson(event.currentTarget.value)}
        data={demo.people.map(({ userId, name, title }) => ({ value: userId, label: `${name}, ${title}` }))}
      />
    </div>
  );
}
