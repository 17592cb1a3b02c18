import type { Proposal } from '@dealfloor/price-book';
import { Button, Menu } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../session/session.ts';
import { mayPropose } from './proposal-words.ts';

const KINDS: readonly { kind: Proposal['kind']; name: string }[] = [
  { kind: 'policy', name: 'A policy' },
  { kind: 'price-book', name: 'A price book' },
  { kind: 'person', name: 'A person’s roles' },
];

/** The way to each form that is this person’s work. */
export function ProposeMenu() {
  const { viewer } = useSession();
  const own = KINDS.filter(({ kind }) => mayPropose(viewer, kind));
  if (own.length === 0) return null;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button>Propose…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.map(({ kind, name }, index) => (
          <Menu.Item
            key={kind}
            component={Link}
            to={`/proposals/new/${kind}`}
            data-autofocus={index === 0 ? true : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
