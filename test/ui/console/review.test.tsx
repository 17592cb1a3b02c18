import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { createConsoleServer } from './stand-in/console-server.ts';
import { DANA, MARA } from './stand-in/people.ts';

const DEALS = { tidewater: 'S-1005', kestrel: 'S-1004', meridian: 'S-1008', pixelforge: 'S-1007' };

async function openReview(id: string, options: Parameters<typeof openConsole>[0] = {}) {
  const console = openConsole({ ...options, path: `/sign-offs/${id}` });
  await screen.findByTestId('verdict');
  return console;
}

function cents(row: HTMLElement): bigint[] {
  return [...row.querySelectorAll('td')].slice(2).map((cell) => {
    const shown = cell.querySelector('[data-cents]')?.getAttribute('data-cents');
    return BigInt(shown ?? '0');
  });
}

describe('a review', () => {
  it('leads with glyph, word, margin and the rule that decided', async () => {
    await openReview(DEALS.kestrel);
    const strip = screen.getByRole('region', { name: 'Verdict' });
    expect(within(strip).getByTestId('verdict').textContent).toBe('Sign-off49.2% margin');
    expect(strip.querySelector('svg[data-verdict="sign_off"]')).not.toBeNull();
    expect(strip.textContent).toContain('Below the 60% floor. Finance signs before the contract goes out.');
    expect(strip.textContent).toContain('Only 19.9% if usage runs high; at least 45% is asked.');
    expect(strip.textContent).toContain('Version 3, price book 2026-11-01, policy 2026-11-01');
    expect(document.title).toBe('Kestrel Monitoring: review · Dealfloor');
  });

  it('announces the verdict once', async () => {
    await openReview(DEALS.kestrel);
    expect(screen.getByTestId('announcer').textContent).toMatch(
      /^Kestrel Monitoring\. Sign-off: 49\.2% margin/,
    );
    expect(screen.getAllByText(/^Kestrel Monitoring\. Sign-off/)).toHaveLength(1);
  });

  it.each(Object.entries(DEALS))('adds up to the cent in every direction: %s', async (_, id) => {
    await openReview(id);
    const rows = screen.getAllByTestId('cost-row').map(cents);
    const total = cents(screen.getByTestId('cost-total'));
    const sums = total.map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0n), 0n));
    expect(sums).toEqual(total);
    for (const row of [...rows, total]) {
      expect(row.slice(0, -1).reduce((sum, cell) => sum + cell, 0n)).toBe(row.at(-1));
    }
    const month = Number(total.at(-1)) / 100;
    const shown = month.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    expect(screen.getByRole('region', { name: 'Verdict' }).textContent).toContain(`Costs us${shown}`);
  });

  it.each(Object.entries(DEALS))('shows no figure that is none: %s', async (_, id) => {
    const { container } = await openReview(id);
    expect(container.textContent).not.toMatch(/NaN|Infinity|undefined|null|[-−]0\.0%/);
    const costs = screen.getByRole('region', { name: 'Cost of month 1' });
    expect(costs.textContent).not.toMatch(/\$0\.00(?!\d)/);
  });

  it('says what changed since the version before, or that there is none', async () => {
    const { unmount } = await openReview(DEALS.kestrel);
    const changes = screen.getByRole('region', { name: 'What changed since version 2' });
    expect(within(changes).getByRole('row', { name: 'Discount 12% 10%' })).toBeDefined();
    unmount();
    await openReview(DEALS.meridian);
    expect(screen.getByText('This is the first version; there is nothing to compare it with.')).toBeDefined();
  });

  it('tells when a long deal sinks, and holds every month of the drawing in a table', async () => {
    await openReview(DEALS.meridian);
    const months = screen.getByRole('region', { name: 'Margin over the term' });
    expect(months.textContent).toContain('Falls below the floor in month 21. It ends at 49.0% in month 24.');
    expect(within(months).getAllByRole('row')).toHaveLength(25);
  });

  it('puts frozen and re-evaluated figures side by side when prices have moved', async () => {
    const server = createConsoleServer();
    server.moveFigures(DEALS.kestrel);
    await openReview(DEALS.kestrel, { server });
    const moved = screen.getByRole('region', { name: 'Prices have moved since this was asked' });
    expect(within(moved).getByRole('row', { name: 'Price book 2026-11-01 2026-08-01' })).toBeDefined();
    expect(within(moved).getByRole('row', { name: /^Verdict Sign-off Sign-off$/ })).toBeDefined();
  });

  it('offers no decision on one’s own request, and says who can take it', async () => {
    await openReview(DEALS.tidewater, { personId: DANA.userId });
    const bar = screen.getByRole('region', { name: 'Decision' });
    expect(within(bar).queryAllByRole('button')).toEqual([]);
    expect(bar.textContent).toContain('You asked for this. Mara Lindqvist or Joel Brandão can decide.');
  });

  it('shows what was decided, with the conditions in words', async () => {
    await openReview(DEALS.pixelforge);
    const thread = screen.getByRole('region', { name: 'Decisions' });
    expect(thread.textContent).toContain('Mara Lindqvist approved with conditions 2 h ago');
    expect(thread.textContent).toContain('Usage cap of 300,000 calls a month');
    expect(thread.textContent).toContain('Discount of at most 12.5%');
  });

  it('says before the decision what it will cover, and after it what it covers', async () => {
    const { unmount } = await openReview(DEALS.kestrel);
    const before = screen.getByRole('region', { name: 'What this approval will cover' });
    expect(
      within(before)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Price at least $2,403.00 a month', 'At most 914,400 calls a month']);
    expect(before.textContent).toContain('re-opens the deal and comes back to you.');
    unmount();
    await openReview(DEALS.pixelforge);
    const after = screen.getByRole('region', { name: 'What this approval covers' });
    expect(after.textContent).toContain('Price at least $719.10 a month');
  });

  it('says why an approval needs a second look, and lets it be decided again', async () => {
    const server = createConsoleServer();
    server.askForSecondLook(DEALS.pixelforge, 'Under price book dearer: 89.5% → 52.2%, Clear → Sign-off.');
    await openReview(DEALS.pixelforge, { server });
    const notice = screen.getByRole('region', { name: 'Needs a second look' });
    expect(within(notice).getByRole('listitem').textContent).toMatch(/^Under price book dearer/);
    expect(notice.textContent).toContain('This is round 2: whoever signed may sign again.');
    const thread = screen.getByRole('region', { name: 'Decisions' });
    expect(thread.textContent).toContain('Needs a second look. Nobody has decided again yet.');
    expect(thread.textContent).toMatch(/valid until .+, then it needs a second look\./);
    const bar = within(screen.getByRole('region', { name: 'Decision' }));
    expect(bar.getByRole('button', { name: 'Approve' })).toBeDefined();
  });

  it('names a request that does not exist', async () => {
    openConsole({ path: '/sign-offs/S-9', personId: MARA.userId });
    expect(await screen.findByText('There is no such request.')).toBeDefined();
    fireEvent.click(screen.getByRole('link', { name: 'Back to the queue' }));
    expect(await screen.findAllByTestId('queue-row')).toHaveLength(3);
  });
});

describe('the thread of a request', () => {
  it('shows what is written as plain text, and the draft is empty after it was sent', async () => {
    const { container } = await openReview(DEALS.kestrel);
    const thread = within(screen.getByRole('region', { name: 'Comments' }));
    expect(thread.getByText('Nobody has written yet.')).toBeDefined();
    const text = '<img src=x onerror=alert(1)>\n*bold* [link](https://evil.example)';
    const field = thread.getByLabelText<HTMLTextAreaElement>('Comment');
    fireEvent.change(field, { target: { value: text } });
    fireEvent.click(thread.getByRole('button', { name: 'Send comment' }));
    expect((await thread.findByText(/onerror=alert/, { selector: 'blockquote' })).textContent).toBe(text);
    expect(field.value).toBe('');
    expect(container.querySelector('.thread img, .thread a')).toBeNull();
  });

  it('takes no comment on a closed request', async () => {
    await openReview(DEALS.pixelforge);
    const thread = within(screen.getByRole('region', { name: 'Comments' }));
    expect(thread.queryByRole('button')).toBeNull();
  });
});
