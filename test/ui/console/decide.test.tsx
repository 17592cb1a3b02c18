import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { press } from './press.ts';
import { refuse } from './stand-in/answers.ts';
import { type ConsoleServer, createConsoleServer } from './stand-in/console-server.ts';
import { JOEL, MARA } from './stand-in/people.ts';

const KESTREL = 'S-1004';
const TIDEWATER = 'S-1005';

async function openDialog(id: string, button: string, server: ConsoleServer, personId = MARA.userId) {
  openConsole({ path: `/sign-offs/${id}`, server, personId });
  await screen.findByTestId('verdict');
  fireEvent.click(screen.getByRole('button', { name: button }));
  return within(await screen.findByRole('dialog'));
}

type Dialog = Awaited<ReturnType<typeof openDialog>>;

function type(dialog: Dialog, label: string | RegExp, value: string): void {
  fireEvent.change(dialog.getByLabelText(label), { target: { value } });
}

function send(dialog: Dialog, name: string): void {
  fireEvent.click(dialog.getByRole('button', { name }));
}

describe('deciding', () => {
  it('sends one request for a double click, and says what was decided', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Approve', server);
    const button = dialog.getByRole('button', { name: 'Approve' });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(
      await screen.findByText('You approved: Kestrel Monitoring.', { selector: 'strong' }),
    ).toBeDefined();
    expect(server.decisions).toHaveLength(1);
    expect(server.decisions[0]?.body).toMatchObject({ kind: 'approve', note: '' });
  });

  it('blocks conditions without an expiry', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Approve with conditions', server);
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Overage clause' }));
    type(dialog, /^Why, and why/, 'Holds as long as the volume does.');
    type(dialog, /^Valid until/, '');
    send(dialog, 'Approve with conditions');
    expect(await dialog.findByText('Say until when the approval is valid.')).toBeDefined();
    expect(server.decisions).toEqual([]);
  });

  it('blocks conditions without a condition, and a note under ten characters', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Approve with conditions', server);
    type(dialog, /^Why, and why/, 'too short');
    send(dialog, 'Approve with conditions');
    expect(await dialog.findByText('Set at least one condition.')).toBeDefined();
    expect(dialog.getByText('Say in at least 10 characters why.')).toBeDefined();
    expect(server.decisions).toEqual([]);
  });

  it('sends conditions exactly, valid for thirty days unless said otherwise', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Approve with conditions', server);
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Usage cap' }));
    type(dialog, 'Calls a month, at most', '725,400');
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Maximum discount' }));
    type(dialog, 'Percent, at most', '12.5');
    type(dialog, /^Why, and why/, 'The cap keeps it above the floor.');
    const lapse = within(dialog.getByRole('radiogroup', { name: 'If it lapses' }));
    expect(lapse.getByRole<HTMLInputElement>('radio', { name: 'Needs a second look' }).checked).toBe(true);
    fireEvent.click(lapse.getByRole('radio', { name: 'Rejected' }));
    send(dialog, 'Approve with conditions');
    await screen.findByText(/^You approved with conditions: Kestrel Monitoring, valid until/, {
      selector: 'strong',
    });
    expect(server.decisions[0]?.body).toMatchObject({
      kind: 'approve-with-conditions',
      ifItLapses: 'rejected',
      validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      conditions: {
        usageCapCallsPerMonth: 725_400,
        discountAtMost: '0.125',
        overageClause: false,
        other: '',
      },
    });
  });

  it('keeps the note when somebody else was faster, and shows their decision', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Request changes', server);
    type(dialog, /^What to change/, 'Drop post detail except for exports.');
    server.approveBehindTheScenes(KESTREL, JOEL);
    send(dialog, 'Send back');
    const sentence = 'Joel Brandão approved this 12 s ago. Nothing was changed by you.';
    expect(await dialog.findByText(sentence)).toBeDefined();
    expect(await dialog.findByText('Approved')).toBeDefined();
    expect(dialog.getByDisplayValue('Drop post detail except for exports.')).toBeDefined();
    expect(dialog.queryByRole('button', { name: 'Send back' })).toBeNull();
  });

  it('asks to look again when the figures moved, and then decides on the new ones', async () => {
    const server = createConsoleServer();
    const dialog = await openDialog(KESTREL, 'Approve', server);
    server.moveFigures(KESTREL);
    send(dialog, 'Approve');
    expect(await dialog.findByText(/^The figures have moved since you looked/)).toBeDefined();
    fireEvent.click(await dialog.findByRole('button', { name: 'I have looked at the new figures' }));
    send(dialog, 'Approve');
    await screen.findByText('You approved: Kestrel Monitoring.', { selector: 'strong' });
    const [first, second] = server.decisions.map(({ body }) => body);
    expect(first?.seenHash).not.toBe(second?.seenHash);
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
  });

  it('uses the same key when the answer got lost and it is sent again', async () => {
    const server = createConsoleServer();
    server.failNextDecision(refuse(503, 'busy', 'The database is being moved.'));
    const dialog = await openDialog(KESTREL, 'Approve', server);
    send(dialog, 'Approve');
    expect(await dialog.findByText('Sending it again cannot decide twice.')).toBeDefined();
    send(dialog, 'Approve');
    await screen.findByText('You approved: Kestrel Monitoring.', { selector: 'strong' });
    const [first, second] = server.decisions.map(({ body }) => body.idempotencyKey);
    expect(first).toBe(second);
  });

  it('keeps what was typed when the dialog is closed and opened again', async () => {
    const dialog = await openDialog(KESTREL, 'Request changes', createConsoleServer());
    type(dialog, /^What to change/, 'Half a thought');
    send(dialog, 'Cancel');
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Request changes' }));
    expect(await screen.findByDisplayValue('Half a thought')).toBeDefined();
  });

  it('says 1 of 2 after the first approval of a loss', async () => {
    const dialog = await openDialog(TIDEWATER, 'Approve', createConsoleServer());
    send(dialog, 'Approve');
    const sentence = 'You approved: Tidewater Commerce. 1 of 2: a second person must sign too.';
    expect(await screen.findByText(sentence, { selector: 'strong' })).toBeDefined();
    expect(screen.getByRole('region', { name: 'Decisions' }).textContent).toContain('1 of 2 approvals');
  });

  it('offers rejecting in the menu only, and asks for a reason', async () => {
    const server = createConsoleServer();
    openConsole({ path: `/sign-offs/${KESTREL}`, server });
    await screen.findByTestId('verdict');
    expect(screen.queryByRole('button', { name: 'Reject' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Reject' }));
    const dialog = within(await screen.findByRole('dialog'));
    send(dialog, 'Reject');
    expect(await dialog.findByText('Say in at least 10 characters why.')).toBeDefined();
    expect(server.decisions).toEqual([]);
  });

  it('goes from open to decided to the next one by keyboard alone', async () => {
    const server = createConsoleServer();
    const { router } = openConsole({ server });
    await screen.findAllByTestId('queue-row');
    press('ArrowDown');
    press('Enter');
    await screen.findByRole('heading', { level: 1, name: 'Tidewater Commerce' });
    press('a');
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByRole('button', { name: 'Approve' }).focus();
    press('Enter');
    const next = await screen.findByRole('link', { name: 'Next: Kestrel Monitoring' });
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(document.activeElement).toBe(next);
    press('Enter');
    await screen.findByRole('heading', { level: 1, name: 'Kestrel Monitoring' });
    expect(router.state.location.pathname).toBe(`/sign-offs/${KESTREL}`);
    expect(server.decisions.map(({ path }) => path)).toEqual([TIDEWATER]);
  });
});
