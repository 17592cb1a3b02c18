import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';

const wide = window.matchMedia;

describe('on a narrow screen', () => {
  beforeEach(() => {
    window.matchMedia = (query) => ({ ...wide(query), matches: query.includes('max-width') });
  });
  afterEach(() => {
    window.matchMedia = wide;
  });

  it('shows each request as a card with every figure of its row', async () => {
    openConsole();
    const cards = await screen.findAllByTestId('queue-row');
    expect(cards.map((card) => within(card).getByRole('heading').textContent)).toEqual([
      'Tidewater Commerce',
      'Kestrel Monitoring',
      'Meridian Research',
    ]);
    expect(screen.queryByRole('table')).toBeNull();
    expect(cards[1]?.textContent).toContain('Shortfall over term$3,092.74');
    expect(cards[1]?.textContent).toContain('At risk if high$11,544.76');
  });

  it('keeps approving in sight and every other decision in the menu', async () => {
    openConsole({ path: '/sign-offs/S-1004' });
    const bar = within(await screen.findByRole('region', { name: 'Decision' }));
    expect(bar.getAllByRole('button').map((button) => button.textContent)).toEqual(['Approve', 'More']);
    fireEvent.click(bar.getByRole('button', { name: 'More' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Approve with conditions',
      'Request changes',
      'Reject',
    ]);
  });
});
