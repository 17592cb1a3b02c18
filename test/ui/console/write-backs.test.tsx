import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { answer, refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { MARA, TOM } from './stand-in/people.ts';

const REFUSED = {
  id: '0'.repeat(32),
  lane: 'hubspot',
  what: 'Margin and sign-off on the deal',
  dealId: '1004',
  about: 'Kestrel <b>Monitoring</b>',
  reason: 'HubSpot refused our update: dealfloor_sign_off (INVALID).',
  since: '2026-11-19T10:14:00.000Z',
  attempts: 1,
};
const NOTHING = { refused: [], heldUp: [], waiting: 0, oldestWaiting: null };

function withWriteBacks(first: unknown, retried: () => Response = () => answer(NOTHING)) {
  const server = createConsoleServer();
  const keys: string[] = [];
  const send = async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/retry')) {
      keys.push((await request.json()).idempotencyKey);
      return retried();
    }
    return pathname.endsWith('/write-backs') ? answer(first) : server.send(request);
  };
  return { server: { ...server, send }, keys };
}

describe('what the outside refused', () => {
  it('stands in the menu of finance while somebody is needed, and nowhere else', async () => {
    const { server } = withWriteBacks({ ...NOTHING, refused: [REFUSED] });
    openConsole({ path: '/queue', server, personId: MARA.userId });
    expect(await screen.findByRole('link', { name: 'Not told (1)' })).toBeDefined();
  });

  it('is no part of the menu while all is well, nor of a seller’s', async () => {
    const { server } = withWriteBacks(NOTHING);
    openConsole({ path: '/queue', server, personId: MARA.userId });
    await screen.findAllByTestId('queue-row');
    expect(screen.queryByRole('link', { name: /Not told/ })).toBeNull();
    const seller = withWriteBacks({ ...NOTHING, refused: [REFUSED] });
    openConsole({ path: '/book', server: seller.server, personId: TOM.userId });
    expect(screen.queryByRole('link', { name: /Not told/ })).toBeNull();
  });

  it('is told in its own words, and told again once however often it is clicked', async () => {
    const { server, keys } = withWriteBacks({
      ...NOTHING,
      refused: [REFUSED],
      waiting: 2,
      oldestWaiting: REFUSED.since,
    });
    openConsole({ path: '/write-backs', server, personId: MARA.userId });
    expect(await screen.findByText(REFUSED.reason)).toBeDefined();
    expect(screen.getByText('Kestrel <b>Monitoring</b>')).toBeDefined();
    const button = screen.getByRole('button', { name: /^Tell it again/ });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(await screen.findByRole('heading', { name: 'Nothing was refused' })).toBeDefined();
    expect(new Set(keys).size).toBe(1);
  });

  it('says why it could not be told again', async () => {
    const { server } = withWriteBacks({ ...NOTHING, refused: [REFUSED] }, () =>
      refuse(409, 'not-refused', 'This is no longer refused.'),
    );
    openConsole({ path: '/write-backs', server, personId: MARA.userId });
    fireEvent.click(await screen.findByRole('button', { name: /^Tell it again/ }));
    expect((await screen.findByRole('alert')).textContent).toBe('Not done. This is no longer refused.');
  });

  it('says what is held up, why, and until when', async () => {
    const heldUp = { lane: 'hubspot', reason: 'HubSpot is limiting our requests. We will try again.' };
    const times = { since: REFUSED.since, until: '2026-11-19T11:14:00.000Z' };
    const { server } = withWriteBacks({
      ...NOTHING,
      heldUp: [{ ...heldUp, ...times }],
      waiting: 3,
      oldestWaiting: REFUSED.since,
    });
    openConsole({ path: '/write-backs', server, personId: MARA.userId });
    const panel = await screen.findByTestId('held-up');
    expect(panel.textContent).toContain('HubSpot is held up');
    expect(panel.textContent).toContain(heldUp.reason);
  });
});
