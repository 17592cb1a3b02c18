import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { press } from './press.ts';
import { refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { DANA } from './stand-in/people.ts';

async function rowNames(): Promise<(string | null)[]> {
  const rows = await screen.findAllByTestId('queue-row');
  return rows.map((row) => within(row).getByRole('rowheader').textContent);
}

describe('the queue', () => {
  it('puts the most at risk on top: Tidewater, Kestrel, Meridian', async () => {
    openConsole();
    expect(await rowNames()).toEqual(['Tidewater Commerce', 'Kestrel Monitoring', 'Meridian Research']);
  });

  it('says in one sentence what waits, and the sum of the rows is in it', async () => {
    openConsole();
    expect(await screen.findByRole('heading', { level: 1, name: /waiting/ })).toHaveProperty(
      'textContent',
      '3 waiting, oldest 26 h, $67,991 at risk if usage runs high',
    );
  });

  it('names every verdict by glyph and word', async () => {
    openConsole();
    const [tidewater, kestrel] = await screen.findAllByTestId('queue-row');
    expect(tidewater?.querySelector('svg[data-verdict="loss"]')).not.toBeNull();
    expect(tidewater?.textContent).toContain('Loss−38.4%');
    expect(tidewater?.querySelector('[data-testid="off-scale"]')).not.toBeNull();
    expect(kestrel?.textContent).toContain('Sign-off49.2%');
  });

  it('keeps the columns in the order in which finance reads a deal', async () => {
    openConsole();
    await rowNames();
    expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
      'Select',
      'Deal and company',
      'Verdict',
      'Likely range',
      'Rules',
      'Shortfall over term',
      'At risk if high',
      'Term value',
      'Asked by',
      'Business hours waiting',
      'Needed by',
      'Review',
    ]);
  });

  it('moves between requests by arrow keys and opens one by Enter', async () => {
    const { router } = openConsole();
    await rowNames();
    press('ArrowDown');
    press('ArrowDown');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Review Kestrel Monitoring');
    press('Enter');
    expect(await screen.findByRole('heading', { level: 1, name: 'Kestrel Monitoring' })).toBeDefined();
    expect(router.state.location.pathname).toBe('/sign-offs/S-1004');
  });

  it('lists the keys at ?, and keeps quiet once single keys are switched off', async () => {
    openConsole();
    await rowNames();
    press('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    fireEvent.click(within(dialog).getByRole('switch'));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    press('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(localStorage.getItem('dealfloor.single-keys')).toBe('off');
  });

  it('shows decided requests with who decided and when', async () => {
    openConsole();
    await rowNames();
    fireEvent.click(screen.getByRole('radio', { name: 'Decided' }));
    expect(await screen.findByText('Approved with conditions')).toBeDefined();
    expect(await rowNames()).toEqual(['Pixelforge Labs']);
    expect(document.title).toBe('Queue: Decided · Dealfloor');
  });

  it('offers a filter only where it would leave something out', async () => {
    openConsole({ personId: DANA.userId });
    await rowNames();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Mine to decide' }));
    expect(await rowNames()).toEqual(['Kestrel Monitoring', 'Meridian Research']);
  });

  it('says when nothing waits, and what was decided last', async () => {
    openConsole({ server: createConsoleServer({ isEmpty: true }) });
    const heading = await screen.findByRole('heading', { level: 1, name: 'Nothing is waiting' });
    expect(heading).toBeDefined();
    expect(screen.getByText(/Last decision 2 h ago: Pixelforge Labs/)).toBeDefined();
  });

  it('shows why it could not load, and loads at the next try', async () => {
    const server = createConsoleServer();
    server.breakDown(() => refuse(503, 'busy', 'The database is being moved. Try again in a minute.'));
    openConsole({ server });
    expect(await screen.findByText('The database is being moved. Try again in a minute.')).toBeDefined();
    server.mend();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rowNames()).toHaveLength(3);
  });

  it('tells someone whom it is not open to, in the server’s sentence and without a useless retry', async () => {
    const server = createConsoleServer();
    server.breakDown(() => refuse(403, 'forbidden', 'Only finance and the CFO see and decide requests.'));
    openConsole({ server });
    expect(await screen.findByRole('heading', { name: 'The queue is not open to you' })).toBeDefined();
    expect(screen.getByText('Only finance and the CFO see and decide requests.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
