import { NativeSelect } from '@mantine/core';
import { NavLink } from 'react-router';
import { useSession } from './session.ts';

/** Who is looking; in the demo a person can be anybody of the company, for this tab. */
export function PersonSwitch() {
  const { viewer, demo, becomePerson } = useSession();
  const notices = <NavLink to="/me/notices">Notices</NavLink>;
  if (!demo) {
    return (
      <p className="viewer">
        {notices} <span>{viewer.name}</span>
      </p>
    );
  }
  return (
    <div className="viewer">
      {notices}
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
