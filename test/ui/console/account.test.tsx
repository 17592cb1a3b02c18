import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { figures, row } from './stand-in/accounts.ts';
import { refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { IMANI } from './stand-in/people.ts';

const openAccount = (path = '/accounts/t_1', server = createConsoleServer()) =>
  openConsole({ path, server, personId: IMANI.userId });

async function region(name: string) {
  return within(await screen.findByRole('region', { name }));
}

describe('an account', () => {
  it('says the word, the margin and the money first, and up to when', async () => {
    openAccount();
    const strip = await screen.findByRole('region', { name: 'Margin' });
    expect(strip.textContent).toContain('Loss−40.6% margin');
    expect(strip.textContent).toContain('Earns$3,150.00');
    expect(strip.textContent).toContain('Costs us$4,427.03in 29 booked days of 30, $442.70 of it shared');
    expect(strip.textContent).toContain('Left over−$1,277.03');
    expect(within(strip).getByTestId('freshness').textContent).toContain('No data for');
    expect(document.title).toBe('Brightside Social, 30 days · Dealfloor');
  });

  it('draws a day without data as a gap and never as a bar, and says which day it is', async () => {
    openAccount();
    const trend = await region('Cost by day');
    expect(trend.getAllByTestId('trend-gap')).toHaveLength(2);
    expect(trend.getAllByTestId('trend-day')).toHaveLength(28);
    expect(trend.getAllByTestId('trend-gaps').map((one) => one.textContent)).toEqual([
      expect.stringMatching(/^No data .*Oct 26/),
      expect.stringMatching(/^Shared cost unknown .*Oct 28/),
    ]);
  });

  it('holds the drawing’s figures in a table as well, the gaps in words', async () => {
    openAccount();
    const trend = await region('Cost by day');
    fireEvent.click(trend.getByRole('button', { name: 'Show as table' }));
    const rows = trend.getAllByTestId('day-row');
    expect(rows).toHaveLength(30);
    const missing = rows.find((one) => one.getAttribute('data-state') === 'missing');
    expect(missing?.textContent).toMatch(/Oct 26.*No data$/);
    expect(missing?.textContent).not.toContain('$0');
    const withoutPool = rows.find((one) => one.getAttribute('data-state') === 'no-pool');
    expect(withoutPool?.textContent).toMatch(/\$105\.00\$3\.00–Shared cost unknown$/);
    const drawn = trend.getAllByTestId('trend-day').map((bar) => bar.getAttribute('title')?.split(': ')[1]);
    const told = rows
      .filter((one) => one.getAttribute('data-state') === 'booked')
      .map((one) => one.lastElementChild?.textContent);
    expect(told.toReversed()).toEqual(drawn);
  });

  it('shows endpoints whose costs add up to the account’s cost', async () => {
    openAccount();
    const mix = await region('Where the money goes');
    const cents = (text: string | null) => Math.round(Number((text ?? '').replace(/[^\d.]/g, '')) * 100);
    const rows = mix.getAllByTestId('endpoint-cost').map((cell) => cents(cell.textContent));
    expect(rows.reduce((sum, value) => sum + value, 0)).toBe(
      cents(mix.getByTestId('endpoint-total').textContent),
    );
    expect(mix.getByTestId('endpoint-total').textContent).toBe('$4,427.03');
  });

  it('sets what was signed beside what runs, and says what makes the difference', async () => {
    openAccount();
    const estimate = await region('Estimate and actual');
    expect(estimate.getByTestId('estimate-sentence').textContent).toMatch(
      /^Signed at 73\.7%, runs at −40\.6%/,
    );
    const rows = estimate.getAllByRole('row').map((one) => one.textContent);
    expect(rows.slice(1)).toEqual([
      'Margin73.7%−40.6%',
      'Cost a day$27.56$147.57',
      'Calls a day19,900108,219',
    ]);
  });

  it('names the price books in force, and that a replay is the same', async () => {
    openAccount();
    const prices = await region('Price books in force');
    expect(prices.getAllByRole('listitem')).toHaveLength(2);
    expect(prices.getByTestId('replay').textContent).toBe(
      'Priced again as a deal: same to the nano-dollar ($4,427.03).',
    );
  });

  it('tells a replay that differs as a fault', async () => {
    const replay = { bookedUsd: '1.000000001', replayedUsd: '1', isSame: false };
    openAccount('/accounts/t_1', createConsoleServer({ account: { replay } }));
    const prices = await region('Price books in force');
    expect(prices.getByTestId('replay').textContent).toContain('booked are 1.000000001 USD');
  });

  it('shows an account without revenue and one without estimate for what they are', async () => {
    const account = row({ tenantId: 't_1', name: 'Silent Works', figures: figures(null, '12'), word: null });
    openAccount('/accounts/t_1', createConsoleServer({ account: { account, estimate: null, replay: null } }));
    const strip = await screen.findByRole('region', { name: 'Margin' });
    expect(strip.textContent).toContain('Unknown: no revenue');
    expect(strip.textContent).toContain('EarnsNo revenue');
    expect(screen.queryByRole('region', { name: 'Estimate and actual' })).toBeNull();
    expect(screen.queryByTestId('replay')).toBeNull();
  });

  it('answers an account of somebody else like one that does not exist, without a useless retry', async () => {
    openAccount('/accounts/t_77');
    expect(await screen.findByText('There is no such account in your book.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(screen.getAllByRole('link', { name: 'Book of business' }).length).toBeGreaterThan(0);
  });

  it('shows why it could not load, and loads at the next try', async () => {
    const server = createConsoleServer();
    server.breakDown(() => refuse(503, 'busy', 'The database is busy. Try again in a moment.'));
    openAccount('/accounts/t_1', server);
    expect(await screen.findByText('The database is busy. Try again in a moment.')).toBeDefined();
    server.mend();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('region', { name: 'Margin' })).toBeDefined();
  });
});
