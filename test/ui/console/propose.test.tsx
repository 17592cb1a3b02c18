import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { answer, refuse } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';
import { POLICY, RATES } from './stand-in/demo-book.ts';
import { JOEL, MARA, TOM } from './stand-in/people.ts';

const { book: PRICE_BOOK } = RATES;
const WHY = 'The board asked for it in November.';

async function type(label: string | RegExp, value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

const input = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
// By their text: the roles of a form with a hundred fields take jsdom seconds to tell.
const click = (name: string) => fireEvent.click(screen.getByText(name));
const SEND = 'Send the proposal';
const sendButton = () => screen.findByText(SEND);

/** The sentence that stands at a field. */
function issueAt(label: string | RegExp): string | null {
  const ids = input(label).getAttribute('aria-describedby') ?? '';
  const error = ids.split(' ').find((id) => id.endsWith('-error'));
  return error ? (document.getElementById(error)?.textContent ?? null) : null;
}

describe('proposing', () => {
  it('is reached from the list, by those whose work it is', async () => {
    const { unmount } = openConsole({ path: '/proposals', personId: MARA.userId });
    fireEvent.click(await screen.findByRole('button', { name: 'Propose…' }));
    const [policy, ...others] = await screen.findAllByRole('menuitem');
    expect(others.map(({ textContent }) => textContent)).toEqual(['A price book', 'A person’s roles']);
    if (policy) fireEvent.click(policy);
    expect(await screen.findByText('Propose a policy')).toBeDefined();
    unmount();
    openConsole({ path: '/proposals/new/policy', personId: TOM.userId });
    expect(await screen.findByText('Finance and the CFO propose this.')).toBeDefined();
    expect(screen.queryByText('Preview')).toBeNull();
  });
});

describe('a policy', () => {
  it('starts from the one in force, is looked at first, and is sent once, exactly as it was typed', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/policy', server });
    expect((await screen.findByLabelText<HTMLInputElement>('Floor')).value).toBe('60.0');
    expect(screen.getByText(/december from Tue/)).toBeDefined();
    await type('Floor', '62.5 %');
    await type(/^Why/, WHY);
    expect(screen.queryByText(SEND)).toBeNull();
    click('Preview');
    const send = await sendButton();
    expect(screen.getByText(/Atlas Creator Fund/).textContent).toContain('Thin 60.0% → Sign-off');
    expect(screen.getByText(/Joel Brandão can publish it\./)).toBeDefined();
    fireEvent.click(send);
    fireEvent.click(send);
    expect(await screen.findByText('You proposed this. Another person must publish it.')).toBeDefined();
    expect(server.proposals.sent).toHaveLength(1);
    const policy = {
      ...POLICY,
      floor: '0.625',
      version: '2026-11-21',
      effectiveFrom: '2026-11-21',
      note: WHY,
    };
    expect(server.proposals.sent[0]).toMatchObject({ note: WHY, change: { kind: 'policy', policy } });
  });

  it('that is changed after its preview is looked at again before it is sent', async () => {
    openConsole({ path: '/proposals/new/policy' });
    await type('Floor', '62');
    click('Preview');
    await sendButton();
    await type('Floor', '63');
    expect(screen.queryByText(SEND)).toBeNull();
    expect(screen.getByText('Something was changed since. Look at the preview again.')).toBeDefined();
    await type('Floor', '62');
    expect(await sendButton()).toBeDefined();
  });

  it('says at its field what cannot be read, sends nothing and keeps what was typed, also over Back', async () => {
    const server = createConsoleServer();
    const { router } = openConsole({ path: '/proposals/new/policy', server });
    await type('Floor', 'sixty');
    await type(/^Why/, WHY);
    click('Preview');
    expect(issueAt('Floor')).toBe('Write a percentage from 0 to 100, like 60.0.');
    expect(document.activeElement).toBe(input('Floor'));
    expect(server.proposals.previews).toEqual([]);
    await router.navigate('/proposals');
    await screen.findByText('Proposals: 1 open');
    await router.navigate(-1);
    expect((await screen.findByLabelText<HTMLInputElement>('Floor')).value).toBe('sixty');
    expect(input(/^Why/).value).toBe(WHY);
    click('Start again');
    expect(input('Floor').value).toBe('60.0');
  });

  it('says at its field what the server refuses, and nothing typed is lost', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/policy', server });
    await type('Target', '50');
    click('Preview');
    expect(await screen.findByText('The target cannot be below the floor.')).toBeDefined();
    expect(issueAt('Target')).toBe('The target cannot be below the floor.');
    await type('Target', '70');
    server.proposals.faults.push(refuse(409, 'version-is-taken', 'Version 2026-11-21 is there already.'));
    click('Preview');
    await expect.poll(() => issueAt('Version name')).toBe('Version 2026-11-21 is there already.');
    expect(input('Target').value).toBe('70');
  });

  it('that got no answer is sent again under the same key, and a short reason is not sent', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/policy', server });
    await type('Floor', '62');
    await type(/^Why/, 'Because');
    click('Preview');
    fireEvent.click(await sendButton());
    expect(issueAt(/^Why/)).toBe('Say in at least 10 characters why.');
    await type(/^Why/, WHY);
    server.proposals.faults.push(answer({}, 503));
    fireEvent.click(await sendButton());
    expect((await screen.findByTestId('propose-problem')).textContent).toContain('503');
    fireEvent.click(await sendButton());
    await screen.findByText('You proposed this. Another person must publish it.');
    const keys = server.proposals.sent.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('has rows of who signs and of rates that come and go', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/policy', server });
    await screen.findByLabelText('Floor');
    click('Add a rate');
    const rate = within(screen.getByText('Rate 2').closest('fieldset') ?? document.body);
    fireEvent.change(rate.getByLabelText('Currency'), { target: { value: 'gbp' } });
    fireEvent.change(rate.getByLabelText('USD for one'), { target: { value: '1.31' } });
    fireEvent.click(screen.getByLabelText('Remove rate 1'));
    fireEvent.click(screen.getByLabelText('Remove row 2 of who signs'));
    click('Preview');
    await sendButton();
    const [change] = server.proposals.previews;
    if (change?.kind !== 'policy') throw new Error('a policy was previewed');
    expect(change.policy.exchangeRates).toEqual([{ currency: 'GBP', day: '2026-11-21', usdPerUnit: '1.31' }]);
    expect(change.policy.approvers).toEqual(POLICY.approvers.filter((_, at) => at !== 1));
  });
});

describe('a person', () => {
  it('who is known keeps the address that nobody is shown', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/person', server, personId: JOEL.userId });
    await type('Who', TOM.userId);
    expect(input(/^Name/).value).toBe(TOM.name);
    fireEvent.click(screen.getByLabelText('Finance'));
    await type(/^Why/, WHY);
    click('Preview');
    fireEvent.click(await sendButton());
    await expect.poll(() => server.proposals.sent.length).toBe(1);
    const { userId, name } = TOM;
    expect(server.proposals.sent[0]?.change).toEqual({
      kind: 'person',
      person: { userId, name, email: null, ownerId: null, roles: ['ae', 'finance'] },
    });
  });

  it('who is new needs an address and the number that HubSpot shows', async () => {
    openConsole({ path: '/proposals/new/person', personId: JOEL.userId });
    await type(/^Name/, 'Ada New');
    click('Preview');
    expect(issueAt(/^E-mail/)).toBe('Write an e-mail address.');
    await type(/^E-mail/, 'ada@example.com');
    await type(/^HubSpot user id/, 'ada');
    click('Preview');
    await expect.poll(() => issueAt(/^HubSpot user id/)).toBe('Write the number that HubSpot shows.');
    expect(input(/^Name/).value).toBe('Ada New');
  });
});

describe('a price book', () => {
  function choose(name: string, content: string): void {
    const file = document.querySelector('input[type="file"]');
    if (!file) throw new Error('the page has a field for a file');
    fireEvent.change(file, { target: { files: [new File([content], name)] } });
  }

  it('comes from a file, and a bad file is refused with the field and a sentence', async () => {
    const server = createConsoleServer();
    openConsole({ path: '/proposals/new/price-book', server });
    await screen.findByText('Preview');
    choose('rates.csv', 'credit,0.0008');
    expect(
      await screen.findByText('rates.csv is no price book: it is not one object of JSON.'),
    ).toBeDefined();
    choose('cheap.json', JSON.stringify({ ...PRICE_BOOK, rates: { credit: 'cheap' } }));
    await screen.findByLabelText(/^Version name/);
    click('Preview');
    const problem = await screen.findByTestId('propose-problem');
    expect(problem.textContent).toContain('rates.credit: Write a plain decimal number, like 0.25.');
    choose('dear.json', JSON.stringify({ ...PRICE_BOOK, rates: { ...PRICE_BOOK.rates, credit: '0.001' } }));
    await expect.poll(() => screen.queryByText('dear.json')).not.toBeNull();
    await type(/^Version name/, 'dear');
    await type(/^Holds from/, '2026-12-01');
    await type(/^Why/, WHY);
    click('Preview');
    fireEvent.click(await sendButton());
    await expect.poll(() => server.proposals.sent.length).toBe(1);
    expect(server.proposals.sent[0]?.change).toMatchObject({
      priceBook: { version: 'dear', effectiveFrom: '2026-12-01', rates: { credit: '0.001' } },
    });
  });
});
