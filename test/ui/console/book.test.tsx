import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { press } from './press.ts';
import { figures, ROWS, row } from './stand-in/accounts.ts';
import { refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { IMANI, JOEL, MARA } from './stand-in/people.ts';

const openBook = (path = '/book', server = createConsoleServer()) =>
  openConsole({ path, server, personId: IMANI.userId });

async function cellsOf(testId: string): Promise<(string | null)[][]> {
  const rows = await screen.findAllByTestId(testId);
  return rows.map((one) => [...one.querySelectorAll('th, td')].map((cell) => cell.textContent));
}

const centsOf = (text: string | null) =>
  Math.round(Number((text ?? '').replace('−', '-').replace(/[^\d.-]/g, '')) * 100);

describe('the book of business', () => {
  it('says in one sentence what the accounts earn, cost and leave, and what they would without the worst', async () => {
    openBook();
    expect(await screen.findByRole('heading', { level: 1, name: /5 accounts/ })).toHaveProperty(
      'textContent',
      '5 accounts, $3,961.00 revenue in 30 days, cost $4,708.24, margin −18.9% (target 70%)',
    );
    expect(screen.getByTestId('without-worst').textContent).toBe(
      'Without Brightside Social it would be 65.3%.',
    );
    expect(screen.getByTestId('freshness').textContent).toContain('Costs up to');
  });

  it('keeps the worst first as the server orders them, and names every state by glyph and word', async () => {
    openBook();
    const cells = await cellsOf('book-row');
    expect(cells.map(([name, , , , leftOver, margin]) => [name, leftOver, margin])).toEqual([
      ['Brightside Social', '−$1,277.03', 'Loss−40.6%'],
      ['Silent Works', '−$12.01', 'Unknown: no revenue'],
      ['Fresh Start', '$8.00', 'Too new79.9%'],
      ['Umber Group', '$96.00', 'Below the floor53.9%'],
      ['Juniper Reach', '$437.80', 'Clear70.2%'],
    ]);
    const glyphs = [...document.querySelectorAll('[data-testid="book-row"] svg[data-verdict]')];
    expect(glyphs.map((glyph) => glyph.getAttribute('data-verdict'))).toEqual([
      'loss',
      'unknown',
      'unknown',
      'sign_off',
      'clear',
    ]);
  });

  it('shows columns whose cents add up to the totals below them, and rows that add up across', async () => {
    openBook();
    const rows = await cellsOf('book-row');
    const [totals] = await cellsOf('book-total');
    for (const column of [2, 3, 4]) {
      const amounts = rows.map((cells) => cells[column] ?? '').filter((text) => text !== 'None');
      const sum = amounts.reduce((total, text) => total + centsOf(text), 0);
      expect(sum, `column ${column}`).toBe(centsOf(totals?.[column] ?? ''));
    }
    for (const cells of [...rows.filter(([name]) => name !== 'Silent Works'), totals ?? []]) {
      expect(centsOf(cells[2] ?? '') - centsOf(cells[3] ?? '')).toBe(centsOf(cells[4] ?? ''));
    }
  });

  it('keeps trials and free plans apart as a sales cost', async () => {
    openBook();
    const section = await screen.findByRole('region', { name: 'Sales cost $20.00' });
    expect(within(section).getByRole('link').textContent).toBe('Hollow Oak');
    expect(within(section).getByText(/in no\s+margin/)).toBeDefined();
  });

  it('shows what is beyond the rows, so that rows and rest are the total', async () => {
    const rest = { accounts: 240, figures: figures('1000', '400') };
    openBook(
      '/book',
      createConsoleServer({ book: { rest, accounts: 245, totals: figures('4961', '5108.243') } }),
    );
    const [cells] = await cellsOf('book-rest');
    expect(cells?.slice(0, 5)).toEqual(['240 more accounts', '', '$1,000.00', '$400.00', '$600.00']);
  });

  it('shows an unknown cost as unknown, in the row, in the total and in the sentence', async () => {
    const unknown = row({ tenantId: 't_7', name: 'Half Priced', figures: figures('50', null), word: null });
    const totals = figures('4011', null);
    openBook('/book', createConsoleServer({ book: { rows: [...ROWS, unknown], accounts: 6, totals } }));
    const cells = (await cellsOf('book-row')).at(-1);
    expect(cells?.slice(2, 6)).toEqual(['$50.00', '–', '–', 'Unknown: the shared cost of a day is missing']);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      '6 accounts, $4,011.00 revenue in 30 days, cost not known, margin unknown: the shared cost of a day is missing',
    );
  });

  it('keeps the window in the address, for the book and for the account behind it', async () => {
    const { router } = openBook();
    await cellsOf('book-row');
    fireEvent.click(screen.getByRole('radio', { name: '90 days' }));
    await expect.poll(() => router.state.location.search).toBe('?window=90');
    await expect.poll(() => document.title).toBe('Book of business: My book, 90 days · Dealfloor');
    fireEvent.click(await screen.findByRole('link', { name: 'Brightside Social' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Brightside Social' })).toBeDefined();
    expect(router.state.location.pathname + router.state.location.search).toBe('/accounts/t_1?window=90');
  });

  it('lets whoever sees every book pick one, and says whose accounts they are', async () => {
    const { router } = openConsole({ path: '/book', personId: MARA.userId });
    const [first] = await cellsOf('book-row');
    expect(first?.[1]).toBe('TeamImani Cole');
    fireEvent.change(screen.getByRole('combobox', { name: 'Whose book' }), { target: { value: '5031' } });
    await expect.poll(() => router.state.location.search).toBe('?book=5031');
    await expect.poll(() => document.title).toBe('Book of business: Imani Cole, 30 days · Dealfloor');
  });

  it('offers nothing to pick to someone with one book', async () => {
    openBook();
    await cellsOf('book-row');
    expect(screen.queryByRole('combobox', { name: 'Whose book' })).toBeNull();
  });

  it('moves between accounts by arrow keys and opens one by Enter', async () => {
    const { router } = openBook();
    await cellsOf('book-row');
    press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('Brightside Social');
    press('Enter');
    await expect.poll(() => router.state.location.pathname).toBe('/accounts/t_1');
  });

  it('says that a day is late, and which days are missing', async () => {
    const freshness = {
      bookedTo: '2026-11-18',
      expectedTo: '2026-11-20',
      missingDays: ['2026-11-06'],
      sentence: '',
    };
    openBook('/book', createConsoleServer({ book: { freshness } }));
    const note = await screen.findByTestId('freshness');
    expect(note.className).toContain('notice');
    expect(note.textContent).toMatch(
      /^Costs up to .*Nov 18.*; everything after it up to .*Nov 20.* is late \(usually in by 06:00 UTC\)\. No data for .*Nov 6/,
    );
  });

  it('says when nothing is booked, and shows no figure for it', async () => {
    const nothing = { rows: [], accounts: 0, to: null, from: null, withoutWorst: null };
    const freshness = { bookedTo: null, expectedTo: '2026-11-20', missingDays: [], sentence: '' };
    openBook(
      '/book',
      createConsoleServer({ book: { ...nothing, freshness, totals: figures(null, null, 0) } }),
    );
    expect(await screen.findByText('Nothing is booked yet.')).toBeDefined();
    expect(screen.queryByTestId('book-total')).toBeNull();
  });

  it('shows why it could not load, and loads at the next try', async () => {
    const server = createConsoleServer();
    server.breakDown(() => refuse(503, 'busy', 'The database is being moved. Try again in a minute.'));
    openBook('/book', server);
    expect(await screen.findByText('The database is being moved. Try again in a minute.')).toBeDefined();
    server.mend();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await cellsOf('book-row')).toHaveLength(5);
  });

  it('speaks the sentence once', async () => {
    openBook();
    await cellsOf('book-row');
    expect(screen.getByTestId('announcer').textContent).toMatch(/^5 accounts, /);
  });
});

describe('where a person begins', () => {
  it('a CSM lands on the book and has no link to the queue', async () => {
    const { router } = openBook('/');
    await cellsOf('book-row');
    expect(router.state.location.pathname).toBe('/book');
    const links = screen.getByRole('navigation', { name: 'Main' }).querySelectorAll('a');
    expect([...links].map((link) => link.textContent)).toEqual(['Book of business', 'Card host', 'API']);
  });

  it.each([
    ['finance', MARA],
    ['the CFO', JOEL],
  ])('%s lands on the queue', async (_role, person) => {
    openConsole({ path: '/', personId: person.userId });
    expect(await screen.findAllByTestId('queue-row')).toHaveLength(3);
  });
});
