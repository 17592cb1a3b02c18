import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { DANA, JOEL, MARA } from './stand-in/people.ts';

async function choose(person: { userId: string }): Promise<void> {
  fireEvent.change(await screen.findByLabelText(/Who decides for you/), { target: { value: person.userId } });
}

function handOver(): void {
  fireEvent.click(screen.getByRole('button', { name: 'Hand over' }));
}

describe('being away', () => {
  it('is handed over, stands on every page, and is ended by one button', async () => {
    const { router } = openConsole({ path: '/me/away' });
    await choose(DANA);
    handOver();
    const banner = await screen.findByTestId('away-banner');
    expect(banner.textContent).toMatch(
      /^You are away until .+\. Dana Whitfield decides for you\. I am back$/,
    );
    expect((await screen.findByTestId('absence')).textContent).toContain('A loss waits for you');
    await router.navigate('/queue');
    await screen.findAllByTestId('queue-row');
    fireEvent.click(within(screen.getByTestId('away-banner')).getByRole('button', { name: 'I am back' }));
    await expect.poll(() => screen.queryByTestId('away-banner')).toBeNull();
  });

  it('says what a chosen delegate does on those days, and why a loop is not saved; nothing typed is lost', async () => {
    openConsole({ path: '/me/away' });
    await choose(JOEL);
    expect(await screen.findByText(/^Joel Brandão is away .+ and sends to Mara Lindqvist\.$/)).toBeTruthy();
    handOver();
    expect((await screen.findByTestId('away-problem')).textContent).toBe(
      'Not saved. Joel is away the same days and sends to you.',
    );
    expect((screen.getByLabelText(/Who decides for you/) as HTMLSelectElement).value).toBe(JOEL.userId);
    expect(screen.queryByTestId('away-banner')).toBeNull();
  });

  it('is in the menu of those who decide and of nobody else', async () => {
    openConsole({ personId: MARA.userId });
    expect(await screen.findByRole('link', { name: 'Away' })).toBeTruthy();
  });
});
