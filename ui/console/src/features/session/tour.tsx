import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { approverOf, firstWith } from './chosen-person.ts';
import { useSession } from './session.ts';

const STORED_AS = 'dealfloor.tour';

/** The way through the demo for someone who sees it for the first time. */
export function Tour() {
  const { demo, viewer, becomePerson } = useSession();
  const [isClosed, setIsClosed] = useState(() => localStorage.getItem(STORED_AS) === 'closed');
  if (!demo) return null;
  const close = (closed: boolean) => {
    localStorage.setItem(STORED_AS, closed ? 'closed' : 'open');
    setIsClosed(closed);
  };
  if (isClosed) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => close(false)}>
        Show the tour
      </Button>
    );
  }
  const seller = demo.people.find(({ name }) => name.startsWith('Tom ')) ?? firstWith(demo, 'ae');
  const approver = approverOf(demo);
  return (
    <section className="panel tour" aria-labelledby="tour-title">
      <header>
        <h2 id="tour-title">From a deal to a decision, in four steps</h2>
        <Button variant="default" size="compact-sm" onClick={() => close(true)}>
          Close the tour
        </Button>
      </header>
      <ol>
        <li>
          <a href="/card-host/">Open the card host</a> and size a deal as {seller?.name ?? 'a seller'}: it is
          the card that a seller has inside HubSpot.
        </li>
        <li>Watch the verdict: margin, likely range, and the rule that decided.</li>
        <li>Submit it for sign-off, with one sentence on why it is worth it.</li>
        <li>
          Come back and decide it here as {approver?.name ?? 'finance'}.{' '}
          {approver === null || viewer.userId === approver.userId ? (
            <Link to="/queue">Open the queue</Link>
          ) : (
            <Button variant="default" size="compact-sm" onClick={() => becomePerson(approver.userId)}>
              Be {approver.name}
            </Button>
          )}
        </li>
      </ol>
    </section>
  );
}
