import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { createConsoleServer } from './stand-in/console-server.ts';
import { JOEL, MARA, TOM } from './stand-in/people.ts';

const FLOOR = '/proposals/p_1';

describe('proposals', () => {
  it('are listed with who proposed them, and lead to what they change', async () => {
    openConsole({ path: '/proposals', personId: JOEL.userId });
    expect(await screen.findByRole('heading', { name: 'Proposals: 1 open' })).toBeDefined();
    fireEvent.click(screen.getByRole('link', { name: 'Policy 2026-12-01' }));
    const changes = within(await screen.findByRole('region', { name: 'What changes' }));
    expect(changes.getAllByRole('row').map((row) => row.textContent)).toContain('Floor60%62%');
    const deals = screen.getByRole('region', { name: 'Open deals' });
    expect(deals.textContent).toContain('1 of 8 open deals changes its verdict.');
    expect(deals.textContent).toContain('Atlas Creator Fund: Thin 60.0% → Sign-off 60.0%');
  });

  it('are published by another person, once', async () => {
    const server = createConsoleServer();
    openConsole({ path: FLOOR, server, personId: JOEL.userId });
    const button = await screen.findByRole('button', { name: 'Publish' });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(await screen.findByText('Published.')).toBeDefined();
    expect(server.proposalDecisions.map(({ verb }) => verb)).toEqual(['publish']);
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('are refused with a reason, and not without', async () => {
    const server = createConsoleServer();
    openConsole({ path: FLOOR, server, personId: JOEL.userId });
    const refuse = await screen.findByRole<HTMLButtonElement>('button', { name: 'Refuse' });
    expect(refuse.disabled).toBe(true);
    fireEvent.change(screen.getByLabelText('Why'), { target: { value: 'Not before January.' } });
    fireEvent.click(refuse);
    expect(await screen.findByText('Refused.')).toBeDefined();
    expect(server.proposalDecisions).toMatchObject([{ verb: 'refuse', note: 'Not before January.' }]);
  });

  it('of one’s own can be withdrawn and not published', async () => {
    openConsole({ path: FLOOR, personId: MARA.userId });
    expect(await screen.findByText('You proposed this. Another person must publish it.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeDefined();
  });

  it('are no part of a seller’s menu', async () => {
    openConsole({ path: '/queue', personId: TOM.userId });
    await screen.findByRole('navigation', { name: 'Main' });
    expect(screen.queryByRole('link', { name: 'Proposals' })).toBeNull();
  });
});
