import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { refuse } from './stand-in/answers.ts';
import { busy, withNotices } from './stand-in/notices.ts';
import { IMANI, JOEL } from './stand-in/people.ts';

const TOKEN = 'xoxb-1111111111-abcdefghij';

const type = (label: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByText(name));

describe('how I am told', () => {
  it('has no quiet hours until they are chosen, and shows them to whoever comes again', async () => {
    const { server, put } = withNotices({ mine: { ways: ['email'] } });
    const { unmount } = openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    const quiet = await screen.findByRole('switch', { name: /^Quiet hours/ });
    expect(quiet).toHaveProperty('checked', false);
    fireEvent.click(quiet);
    const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(screen.getByLabelText('Time zone')).toHaveProperty('value', browserZone);
    type('Time zone', 'Asia/Tokyo');
    type('From', '21:30');
    press('Save');
    const sentence = 'Saved. You are told by e-mail, but not from 09:30 PM until 07:00 AM (Asia/Tokyo).';
    expect((await screen.findByTestId('notices-saved')).textContent).toBe(sentence);
    expect(screen.getByTestId('announcer').textContent).toBe(sentence);
    expect(put).toHaveLength(1);
    unmount();
    openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    expect(await screen.findByLabelText('From')).toHaveProperty('value', '21:30');
    expect(screen.getByLabelText('Time zone')).toHaveProperty('value', 'Asia/Tokyo');
  });

  it('says at the field why it was not saved, and loses nothing of it, by Back neither', async () => {
    const { server, put } = withNotices();
    const { router } = openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    await screen.findByLabelText('Slack member id');
    type('Slack member id', '@imani');
    fireEvent.click(screen.getByRole('switch', { name: /^Quiet hours/ }));
    type('Until', '18:00');
    press('Save');
    expect((await screen.findByTestId('notices-problem')).textContent).toBe(
      'Not saved. Correct what is marked.',
    );
    expect(screen.getByText(/^Use the member id that Slack shows/)).toBeDefined();
    expect(screen.getByText('Leave eight hours a day in which you can be reached.')).toBeDefined();
    await router.navigate('/book');
    await waitFor(() => expect(screen.queryByLabelText('Slack member id')).toBeNull());
    await router.navigate(-1);
    expect(await screen.findByLabelText('Slack member id')).toHaveProperty('value', '@imani');
    expect(screen.getByLabelText('Until')).toHaveProperty('value', '18:00');
    type('Slack member id', ' U024BE7LH ');
    type('Until', '06:00');
    press('Save');
    expect((await screen.findByTestId('notices-saved')).textContent).toMatch(
      /^Saved\. Nothing is sent to you/,
    );
    expect(put[1]).toMatchObject({ slackUserId: 'U024BE7LH', quietHours: { from: '19:00', until: '06:00' } });
    expect(put[0]?.idempotencyKey).not.toBe(put[1]?.idempotencyKey);
    expect(sessionStorage.length).toBe(1);
  });

  it('says beside the member id that somebody else has it', async () => {
    const { server, faults } = withNotices();
    openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    const memberId = await screen.findByLabelText('Slack member id');
    fireEvent.change(memberId, { target: { value: 'U024BE7LH' } });
    faults.push(refuse(409, 'slack-user-taken', 'Somebody else of your portal has this Slack member id.'));
    press('Save');
    const reason = await screen.findByText('Somebody else of your portal has this Slack member id.');
    expect(memberId.getAttribute('aria-describedby')).toContain(reason.id);
    expect(memberId).toHaveProperty('value', 'U024BE7LH');
  });

  it('sends the same again under the same key, and takes back what is not saved', async () => {
    const { server, put, faults } = withNotices();
    openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    const email = await screen.findByLabelText('Tell me by e-mail');
    fireEvent.click(email);
    faults.push(busy());
    press('Save');
    expect((await screen.findByTestId('notices-problem')).textContent).toBe(
      'Not saved. Too much at once. Try again.',
    );
    press('Save');
    await screen.findByTestId('notices-saved');
    expect(put[0]).toEqual(put[1]);
    fireEvent.click(email);
    await expect.poll(() => screen.queryByTestId('notices-saved')).toBeNull();
    press('Undo');
    expect(screen.getByLabelText('Tell me by e-mail')).toHaveProperty('checked', false);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('says by which ways, who can change the others, and what was told last, as text', async () => {
    const header = 'Sign-off wanted: <b>Kestrel</b>, 49.2% margin';
    const told = { id: 'n1', at: '2026-11-19T10:14:00.000Z', header, lines: ['Tom asks.', 'Below.'] };
    const { server } = withNotices({ mine: { slackUserId: 'U024BE7LH', ways: ['email'], recent: [told] } });
    openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    const ways = await screen.findByTestId('ways');
    expect([...ways.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual([
      'On. Goes to your address in HubSpot.',
      'Off. Slack is not set up for messages to one person. An admin of Dealfloor can change that.',
    ]);
    expect(screen.getByText(header)).toBeDefined();
    expect(screen.getByText('Tom asks. Below.')).toBeDefined();
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toContain('/me/notices');
    expect(links).not.toContain('/settings/notices');
  });

  it('can be loaded again when it could not be loaded', async () => {
    const { server, reading } = withNotices();
    reading.isDown = true;
    openConsole({ path: '/me/notices', server, personId: IMANI.userId });
    const again = await screen.findByRole('button', { name: 'Try again' });
    reading.isDown = false;
    fireEvent.click(again);
    expect(await screen.findByText('Nothing yet.')).toBeDefined();
  });
});

describe('how everybody is told', () => {
  it('is closed to everybody but an admin, in the server’s words', async () => {
    const { server } = withNotices();
    openConsole({ path: '/settings/notices', server, personId: IMANI.userId });
    expect(await screen.findByText('These settings are not open to you')).toBeDefined();
    expect(screen.getByText('Only an admin of Dealfloor sees and changes this.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('keeps what is secret and not touched, and takes away or replaces the rest', async () => {
    const { server, put } = withNotices({ settings: { hasSlackWebhook: true, hasSlackBot: true } });
    openConsole({ path: '/settings/notices', server, personId: JOEL.userId });
    const webhook = await screen.findByRole('group', { name: 'Incoming webhook' });
    expect(screen.getByRole('link', { name: 'Slack and e-mail' })).toBeDefined();
    fireEvent.click(within(webhook).getByRole('button', { name: 'Remove' }));
    expect(webhook.textContent).toContain('Is removed when you save.');
    press('Save');
    expect((await screen.findByTestId('settings-saved')).textContent).toBe('Saved. On: Slack, each person.');
    expect(put[0]).toMatchObject({ slackWebhook: null, emailOn: true });
    expect(put[0]).not.toHaveProperty('slackBotToken');
    expect(put[0]).not.toHaveProperty('slackChannel');
    const bot = screen.getByRole('group', { name: 'Bot token' });
    fireEvent.click(within(bot).getByRole('button', { name: 'Replace' }));
    type('Bot token', TOKEN);
    press('Save');
    await expect.poll(() => put.length).toBe(2);
    expect(put[1]).toMatchObject({ slackBotToken: TOKEN });
    expect(put[1]).not.toHaveProperty('slackWebhook');
    await screen.findByRole('group', { name: 'Bot token' });
    expect(document.body.innerHTML).not.toContain(TOKEN);
  });

  it('loses no typed token by a refusal or Back, and leaves none in the browser’s storage', async () => {
    const { server } = withNotices();
    const { router } = openConsole({ path: '/settings/notices', server, personId: JOEL.userId });
    await screen.findByLabelText('Bot token');
    type('Bot token', TOKEN);
    type('Channel id', '#sales');
    press('Save');
    expect(await screen.findByText('Use the id of the channel, such as C024BE7LR.')).toBeDefined();
    await router.navigate('/me/notices');
    await screen.findByLabelText('Slack member id');
    await router.navigate(-1);
    expect(await screen.findByLabelText('Bot token')).toHaveProperty('value', TOKEN);
    expect(screen.getByLabelText('Channel id')).toHaveProperty('value', '#sales');
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('xoxb');
  });

  it('says how a test went on each way, and tests nothing that is not saved', async () => {
    const { server } = withNotices();
    openConsole({ path: '/settings/notices', server, personId: JOEL.userId });
    fireEvent.click(await screen.findByRole('button', { name: 'Send test' }));
    const outcome = await screen.findByTestId('test-outcome');
    expect([...outcome.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual([
      'Not sent. Neither a webhook nor a bot is set up.',
      'Not sent. No mail server is named where the service runs (SMTP_URL and SMTP_FROM).',
    ]);
    expect(screen.getByTestId('announcer').textContent).toMatch(/^Slack channel: Not sent\..+E-mail to you:/);
    fireEvent.click(screen.getByLabelText(/^Tell people by e-mail/));
    expect(screen.getByRole('button', { name: 'Send test' })).toHaveProperty('disabled', true);
    await expect.poll(() => screen.queryByTestId('test-outcome')).toBeNull();
    expect(screen.getByText('Save first: a test goes by what is saved.')).toBeDefined();
  });
});
