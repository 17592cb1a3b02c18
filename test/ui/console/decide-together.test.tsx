import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { createConsoleServer } from './stand-in/console-server.ts';
import { TOM } from './stand-in/people.ts';

async function select(...names: string[]): Promise<void> {
  for (const name of names) fireEvent.click(await screen.findByLabelText(`Select ${name}`));
}

function approveButton(): HTMLButtonElement {
  return within(screen.getByTestId('bulk-bar')).getByRole('button', { name: 'Approve' });
}

describe('deciding several together', () => {
  it('adds up what is marked, and shows what became of each', async () => {
    openConsole();
    await select('Kestrel Monitoring', 'Meridian Research');
    expect(screen.getByTestId('bulk-bar').textContent).toMatch(/^2 selected, shortfall \$\d,\d{3}\.\d{2}/);
    fireEvent.click(approveButton());
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Approve 2 requests' }));
    const results = await screen.findByTestId('bulk-results');
    expect(results.textContent).toContain('2 of 2 decided.');
    expect(results.textContent).toContain('Kestrel Monitoring: Approved.');
    fireEvent.click(within(results).getByRole('button', { name: 'Done' }));
    await expect.poll(() => screen.queryByTestId('bulk-bar')).toBeNull();
    expect((await screen.findAllByTestId('queue-row')).map((row) => row.textContent)).toHaveLength(1);
  });

  it('does not offer Approve with a loss among them, and says which', async () => {
    openConsole();
    await select('Kestrel Monitoring', 'Tidewater Commerce');
    expect(approveButton().disabled).toBe(true);
    expect(
      screen.getByText('Tidewater Commerce is a loss: two people sign it on its own page.'),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Request changes' }));
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', {
      name: 'Request changes 2 requests',
    }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Drop post detail, please.' } });
    expect(send.disabled).toBe(false);
  });

  it('names the one that was not decided', async () => {
    const server = createConsoleServer();
    openConsole({ server });
    await select('Kestrel Monitoring', 'Meridian Research');
    server.approveBehindTheScenes('S-1008', TOM);
    fireEvent.click(approveButton());
    fireEvent.click(await screen.findByRole('button', { name: 'Approve 2 requests' }));
    const results = await screen.findByTestId('bulk-results');
    expect(results.textContent).toContain('1 of 2 decided.');
    expect(results.textContent).toContain('Meridian Research: Not decided.');
  });

  it('marks no row whose figures moved, and says why', async () => {
    const server = createConsoleServer();
    server.moveFigures('S-1004');
    openConsole({ server });
    const box = (await screen.findByLabelText('Select Kestrel Monitoring')) as HTMLInputElement;
    expect([box.disabled, box.title]).toEqual([
      true,
      'Its figures moved since it was asked. Review it on its own page.',
    ]);
  });

  it('says what is late in a word beside the clock, and lists it alone', async () => {
    openConsole();
    await screen.findAllByTestId('queue-row');
    const late = screen.getAllByText('overdue');
    expect(late.length).toBeGreaterThan(0);
    expect(late[0]?.querySelector('svg')).not.toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Overdue' }));
    expect(await screen.findAllByTestId('queue-row')).toHaveLength(late.length);
  });
});
