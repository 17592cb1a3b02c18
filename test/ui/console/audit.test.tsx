import type { AuditChain, AuditPage, AuditRow } from '@dealfloor/price-book';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { answer, refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { MARA } from './stand-in/people.ts';

const ROW: AuditRow = {
  sequence: 41,
  at: '2026-11-20T15:14:00.000Z',
  who: { userId: '9012', name: 'Joel Brandão' },
  onBehalfOf: { userId: '9011', name: 'Mara Lindqvist' },
  action: 'sign-off-approve',
  what: 'Approved',
  deal: { dealId: '1004', name: 'Kestrel Monitoring' },
  before: 'Waiting',
  after: 'Approved',
  priceBook: '2026-11-01',
  policy: '2026-11-01',
  via: 'console',
};
const PAGE: AuditPage = {
  entries: [ROW],
  next: null,
  people: [{ userId: '9011', name: 'Mara Lindqvist' }],
  actions: [{ action: 'sign-off-approve', what: 'Approved' }],
};
const CHAIN: AuditChain = {
  ok: true,
  entries: 1_284,
  checkedAt: new Date().toISOString(),
  walkedAt: new Date().toISOString(),
  head: 'a'.repeat(64),
  unsealed: 0,
  anchors: 12,
  sequence: null,
  fault: null,
};

type Answers = { list?: (search: URLSearchParams) => Response; chain?: () => Response };

/** The console in front of a server whose audit answers like this. */
function openAudit(
  { list = () => answer(PAGE), chain = () => answer(CHAIN) }: Answers = {},
  path = '/audit',
) {
  const server = createConsoleServer();
  const asked: string[] = [];
  const send = async (request: Request) => {
    const { pathname, search, searchParams } = new URL(request.url);
    if (!pathname.startsWith('/api/v1/audit')) return server.send(request);
    asked.push(pathname.replace('/api/v1', '') + search);
    return pathname.endsWith('/verify') ? chain() : list(searchParams);
  };
  return { ...openConsole({ path, personId: MARA.userId, server: { ...server, send } }), asked };
}

describe('the audit', () => {
  it('shows nine columns, and names a delegate together with whom they stood in for', async () => {
    openAudit();
    const row = await screen.findByTestId('audit-row');
    const cells = [...row.querySelectorAll('td, th')].map((cell) => cell.textContent);
    expect(cells.slice(1)).toEqual([
      'Joel Brandão for Mara Lindqvist',
      'Approved',
      'Kestrel Monitoring',
      'Waiting',
      'Approved',
      '2026-11-01',
      '2026-11-01',
      'Web',
    ]);
    expect(screen.getByRole('link', { name: 'Approved' }).getAttribute('href')).toBe('/audit/41');
  });

  it('says that the chain is intact, and when that was looked at', async () => {
    openAudit();
    expect((await screen.findByTestId('chain')).textContent).toBe('Chain intact, 1,284 entries');
    expect(screen.getByText(/held against 12 anchors outside the database, checked/)).toBeTruthy();
  });

  it('a broken chain is an alert that names the entry', async () => {
    const broken = { ...CHAIN, ok: false, head: null, sequence: 7, fault: 'its content was changed' };
    openAudit({ chain: () => answer(broken) });
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The chain is broken at entry 7: its content was changed',
    );
  });

  it('a chain that cannot be checked hides no entry, and can be checked again', async () => {
    let fails = true;
    const chain = () => (fails ? refuse(503, 'unavailable', 'The database is busy.') : answer(CHAIN));
    openAudit({ chain });
    await screen.findByText(/The chain could not be checked/);
    expect(screen.getByTestId('audit-row')).toBeTruthy();
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByTestId('chain');
  });

  it('leaves machines’ entries out until they are asked for, and sends every filter that is set', async () => {
    const { asked } = openAudit();
    await screen.findByTestId('audit-row');
    expect(asked).toContain('/audit?routine=hide');
    fireEvent.click(screen.getByLabelText('Booked days and usage as well'));
    await screen.findByTestId('audit-row');
    expect(asked.at(-1)).toBe('/audit');
    fireEvent.change(screen.getByLabelText('Deal id'), { target: { value: '10a04' } });
    fireEvent.change(screen.getByLabelText('Via'), { target: { value: 'slack' } });
    await screen.findByTestId('audit-row');
    expect(asked.at(-1)).toBe('/audit?deal=1004&via=slack');
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('without an entry it says whether the filter is why', async () => {
    openAudit({ list: () => answer({ ...PAGE, entries: [] }) }, '/audit?deal=9');
    expect(await screen.findByText('No entry is like this.')).toBeTruthy();
  });

  it('older entries come below the newer ones', async () => {
    const list = (search: URLSearchParams) =>
      search.has('before')
        ? answer({ ...PAGE, entries: [{ ...ROW, sequence: 40, what: 'Asked for a sign-off' }] })
        : answer({ ...PAGE, next: 41 });
    openAudit({ list });
    fireEvent.click(await screen.findByRole('button', { name: 'Show older entries' }));
    await screen.findByText('Asked for a sign-off');
    expect(screen.getAllByTestId('audit-row')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull();
  });

  it('a list that cannot be loaded says why and can be tried again; a closed one cannot', async () => {
    let status = 503;
    const list = () => (status === 200 ? answer(PAGE) : refuse(status, 'no', 'The sentence of the server.'));
    const { unmount } = openAudit({ list });
    await screen.findByText('The audit could not be loaded');
    status = 200;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByTestId('audit-row');
    unmount();
    status = 403;
    openAudit({ list });
    await screen.findByText('The audit is not open to you');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('an entry that is not there says so', async () => {
    openAudit({ list: () => refuse(404, 'not-found', 'There is no such thing here.') }, '/audit/99');
    await screen.findByText('There is no such entry');
  });
});
