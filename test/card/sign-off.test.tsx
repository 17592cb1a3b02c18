import { Alert, Button, DateInput, LoadingButton, Panel, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { demoDeal, emptyView, estimateOf, MARA, versionOf, viewOf, waitingSignOff } from './demo.ts';
import { handed, openTab } from './open-tab.tsx';

const REASON = 'A lighthouse customer in a new vertical, worth the thin year.';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T09:00:00Z') });
});

type Tab = ReturnType<typeof openTab>;

async function openPanel(view = viewOf('Kestrel')): Promise<Tab> {
  const tab = openTab(view);
  await tab.sees('Submit for sign-off');
  panelOf(tab).trigger('onOpen', handed(undefined));
  return tab;
}

function panelOf(tab: Tab) {
  const overlay = tab.renderer.findByTestId(Button, 'submit').props.overlay;
  if (!overlay) throw new Error('the submit button opens no panel');
  return overlay.find(Panel);
}

function write(tab: Tab, reason: string) {
  tab.renderer.findByTestId(TextArea, 'reason').trigger('onInput', handed(reason));
}

async function sendable(tab: Tab) {
  await tab.renderer.waitFor(() => {
    expect(tab.renderer.findByTestId(LoadingButton, 'send-to-finance').props.disabled).toBe(false);
  });
}

describe('asking finance', () => {
  it('the panel is modal, freezes the verdict, and says who will read it and by when', async () => {
    const tab = await openPanel();
    expect(panelOf(tab).props.variant).toBe('modal');
    expect(tab.renderer.findByTestId(StatusTag, 'frozen-verdict-word').text).toBe('Sign-off');
    expect(tab.text('frozen-verdict-sentence')).toContain('Below the 60% floor.');
    expect(tab.text('goes-to')).toBe('Goes to: Mara Lindqvist (Finance). Backup: Joel Brandão.');
    expect(tab.renderer.findByTestId(DateInput, 'needed-by').props.value).toEqual({
      year: 2026,
      month: 11,
      date: 8,
    });
  });

  it('under twenty characters it cannot be sent, and says why', async () => {
    const tab = await openPanel();
    write(tab, '   nineteen letters.   ');
    await tab.sees('17 of 500 characters.');
    expect(tab.renderer.findByTestId(LoadingButton, 'send-to-finance').props.disabled).toBe(true);
    expect(tab.text('why-disabled')).toBe('Say in at least 20 characters why it is worth it.');
    write(tab, 'exactly twenty chars');
    await sendable(tab);
  });

  it('a double click sends one request, and the deal waits', async () => {
    const tab = await openPanel();
    write(tab, REASON);
    await sendable(tab);
    tab.press('send-to-finance');
    tab.press('send-to-finance');
    await tab.sees('With Mara Lindqvist since Thu 19 Nov, 10:14. Withdraw to change it.');
    expect(tab.service.sentTo(/sign-offs$/)).toHaveLength(1);
    expect(tab.service.sentTo(/sign-offs$/)[0]?.body).toMatchObject({
      estimateVersion: 1,
      reason: REASON,
      neededBy: '2026-12-08',
    });
    expect(tab.service.sentTo(/estimates$/)).toHaveLength(0);
    expect(tab.actions.closeOverlay.calls).toEqual([['dealfloor-submit']]);
    expect(tab.actions.refreshObjectProperties.callCount).toBe(1);
  });

  it('a retry after a lost answer repeats the key, and nothing is lost', async () => {
    const tab = await openPanel();
    write(tab, REASON);
    await sendable(tab);
    tab.service.dropNext(/sign-offs$/);
    tab.press('send-to-finance');
    await tab.sees('Not sent. Nothing was lost.');
    tab.press('send-to-finance');
    await tab.sees('Withdraw to change it.');
    const keys = tab.service.sentTo(/sign-offs$/).map((request) => keyOf(request.body));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it('another reason is another request, and opening the panel again makes a new key', async () => {
    const tab = await openPanel();
    const send = async (reason: string) => {
      write(tab, reason);
      await sendable(tab);
      tab.service.dropNext(/sign-offs$/);
      const before = tab.service.sentTo(/sign-offs$/).length;
      tab.press('send-to-finance');
      await vi.waitFor(() => expect(tab.service.sentTo(/sign-offs$/)).toHaveLength(before + 1));
      await tab.sees('Not sent. Nothing was lost.');
    };
    await send(REASON);
    await send(`${REASON} More.`);
    panelOf(tab).trigger('onOpen', handed(undefined));
    await send(`${REASON} More.`);
    expect(new Set(tab.service.sentTo(/sign-offs$/).map((request) => keyOf(request.body))).size).toBe(3);
  });

  it('unsaved figures are saved first, and what was saved is what is sent', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.type('discount', '12');
    await tab.sees('48.1% margin');
    write(tab, REASON);
    await sendable(tab);
    tab.press('send-to-finance');
    await tab.sees('Withdraw to change it.');
    expect(tab.service.sentTo(/estimates$/)[0]?.body).toMatchObject({ sizing: { discount: '0.12' } });
    expect(tab.service.sentTo(/sign-offs$/)[0]?.body).toMatchObject({ estimateVersion: 2 });
    expect(tab.text('saved')).toBe('Saved, version 2');
  });

  it('figures that moved since are shown again, and never sent unseen', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.type('discount', '12');
    await tab.sees('48.1% margin');
    const { sizing } = versionOf(estimateSizing());
    tab.service.holdNext(/estimates$/, () => ({
      ...versionOf(sizing, 2),
      estimate: estimateOf({ ...sizing, discount: '0.3' }),
    }))();
    write(tab, REASON);
    await sendable(tab);
    tab.press('send-to-finance');
    await tab.sees('The figures have moved. Look again, then send.');
    expect(tab.service.sentTo(/sign-offs$/)).toHaveLength(0);
  });

  it('somebody was faster: the sentence of the service, word for word', async () => {
    const sentence = 'Already waiting with Mara Lindqvist since Thu 10:14. Withdraw to change it.';
    const tab = await openPanel();
    write(tab, REASON);
    await sendable(tab);
    tab.service.failNext(/sign-offs$/, 409, { code: 'conflict', message: sentence });
    tab.press('send-to-finance');
    await tab.sees(sentence);
    expect(tab.renderer.findByTestId(Alert, 'submit-failure').props.title).toBe(
      'Not sent. Nothing was lost.',
    );
  });

  it('a busy HubSpot is asked again with the same key', async () => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
      now: new Date('2026-11-21T09:00:00Z'),
    });
    const tab = await openPanel();
    write(tab, REASON);
    await sendable(tab);
    tab.service.failNext(/sign-offs$/, 429);
    tab.press('send-to-finance');
    await vi.advanceTimersByTimeAsync(2_100);
    await tab.sees('Withdraw to change it.');
    const keys = tab.service.sentTo(/sign-offs$/).map((request) => keyOf(request.body));
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });
});

describe('where a deal stands', () => {
  it('waiting: nothing can be changed or sent, and the one who asked can withdraw', async () => {
    const tab = openTab(viewOf('Kestrel', { status: 'waiting', signOff: waitingSignOff(), canEdit: false }));
    await tab.sees('With Mara Lindqvist since Thu 19 Nov, 10:14. Withdraw to change it.');
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).toBeNull();
    expect(tab.renderer.maybeFindByTestId(LoadingButton, 'save')).toBeNull();
    tab.press('withdraw');
    tab.press('withdraw');
    await tab.sees('The request was withdrawn. You can send it again.');
    expect(tab.service.sentTo(/withdraw$/)).toHaveLength(1);
    await tab.sees('Submit for sign-off');
  });

  it('waiting for another’s request: it cannot be withdrawn', async () => {
    const signOff = waitingSignOff({ requestedBy: MARA });
    const tab = openTab(viewOf('Kestrel', { status: 'waiting', signOff, canEdit: false }));
    await tab.sees('With Mara Lindqvist since');
    expect(tab.renderer.maybeFindByTestId(LoadingButton, 'withdraw')).toBeNull();
  });

  it('a loss says how many of two have signed', async () => {
    const signOff = waitingSignOff({ approvalsNeeded: 2, approvalsGiven: 1 });
    const tab = openTab(viewOf('Tidewater', { status: 'waiting', signOff, canEdit: false }));
    await tab.sees('10:14, 1 of 2.');
  });

  it('an approval says what may still be changed under it', async () => {
    const envelope = [
      'Price at least $2,403.00 a month',
      'At most 914,400 calls a month',
      'Only /post-detail/',
    ];
    const decision = { kind: 'approve' as const, by: MARA, onBehalfOf: null, at: '2026-11-20T12:00:00Z' };
    const signOff = waitingSignOff({
      status: 'approved',
      validUntil: '2026-12-21',
      envelope,
      decisions: [
        { ...decision, note: '', conditions: null, validUntil: '2026-12-21', ifItLapses: null, round: 1 },
      ],
    });
    const tab = openTab(viewOf('Kestrel', { status: 'approved', signOff }));
    await tab.sees('Valid until 21 Dec 2026.');
    expect(tab.text('covered')).toBe(
      'Covers changes inside: price at least $2,403.00 a month; at most 914,400 calls a month.',
    );
  });

  it('a second look says why, and asks the seller for nothing', async () => {
    const signOff = waitingSignOff({
      status: 'second-look',
      round: 2,
      secondLook: ['Under price book dearer: 49.2% → 38.1%, Sign-off → Loss.'],
    });
    const tab = openTab(viewOf('Kestrel', { status: 'second-look', signOff }));
    await tab.sees('Needs a second look');
    expect(tab.text('sign-off-sentence')).toBe(
      'Mara Lindqvist will look again. Under price book dearer: 49.2% → 38.1%, Sign-off → Loss.',
    );
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).toBeNull();
    expect(tab.renderer.maybeFindByTestId(LoadingButton, 'withdraw')).toBeNull();
  });

  it('approved with conditions: who, what and until when; an unchanged deal is not sent twice', async () => {
    const signOff = waitingSignOff({
      status: 'approved-with-conditions',
      validUntil: '2026-12-21',
      decisions: [
        {
          kind: 'approve-with-conditions',
          by: MARA,
          onBehalfOf: null,
          at: '2026-11-20T12:00:00Z',
          note: 'Fine for a year.',
          conditions: {
            usageCapCallsPerMonth: 725_400,
            overageClause: false,
            repriceAtMonth: 6,
            ownKeyBy: null,
            discountAtMost: '0.1',
            annualPrepay: false,
            other: '',
          },
          validUntil: '2026-12-21',
          ifItLapses: 'second-look',
          round: 1,
        },
      ],
    });
    const tab = openTab(viewOf('Kestrel', { status: 'approved-with-conditions', signOff }));
    await tab.sees('Valid until 21 Dec 2026.');
    expect(tab.text('conditions')).toBe(
      'Conditions: usage cap 725,400 calls a month; re-price at month 6; discount at most 10.0%.',
    );
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).toBeNull();
  });

  it('a clear deal has nothing to send: saving is the one thing to do', async () => {
    const tab = openTab(viewOf('Northwind', { status: 'not-required' }));
    await tab.sees('70.9% margin');
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).toBeNull();
    expect(tab.renderer.findByTestId(LoadingButton, 'save').props).toMatchObject({
      variant: 'primary',
      disabled: true,
    });
  });
});

describe('saving', () => {
  it('saves once however often it is clicked, says the version, and tells HubSpot', async () => {
    const tab = openTab(emptyView());
    await tab.sees('Choose a use case');
    tab.choose('use-case', 'creator-discovery');
    await tab.sees('% margin');
    tab.press('save');
    tab.press('save');
    await tab.sees('Saved, version 1');
    expect(tab.service.sentTo(/estimates$/)).toHaveLength(1);
    expect(tab.actions.addAlert.calls[0]).toEqual([{ type: 'success', message: 'Saved as version 1.' }]);
    expect(tab.actions.refreshObjectProperties.callCount).toBe(1);
  });

  it('a failure says so, loses nothing, and a retry repeats the key', async () => {
    const tab = openTab(viewOf('Northwind'));
    await tab.sees('70.9% margin');
    tab.type('discount', '6');
    await tab.sees('Not saved yet');
    await tab.sees(/70\.[0-8]% margin/);
    tab.service.dropNext(/estimates$/);
    tab.press('save');
    await tab.sees('Not done. Nothing was lost.');
    tab.press('save');
    await tab.sees('Saved, version 2');
    const keys = tab.service.sentTo(/estimates$/).map((request) => keyOf(request.body));
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  it('what is typed while it saves is neither saved nor lost', async () => {
    const tab = openTab(viewOf('Northwind'));
    await tab.sees('70.9% margin');
    tab.type('discount', '6');
    await tab.sees(/70\.[0-8]% margin/);
    const { sizing } = versionOf({ ...demoDeal('Northwind').sizing, discount: '0.06' });
    const release = tab.service.holdNext(/estimates$/, () => versionOf(sizing, 2));
    tab.press('save');
    tab.type('discount', '0');
    await tab.sees('72.3% margin');
    release();
    await vi.waitFor(() => expect(tab.actions.addAlert.callCount).toBe(1));
    expect(tab.words()).toContain('72.3% margin');
    expect(tab.words()).toContain('Not saved yet');
  });

  it('the summary for a call is one click', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.click('copy-summary');
    await vi.waitFor(() => expect(tab.actions.copyTextToClipboard.callCount).toBe(1));
    expect(tab.actions.copyTextToClipboard.calls[0]?.[0]).toBe(
      [
        'Kestrel Monitoring: Sign-off, 49.2% margin',
        'Below the 60% floor. Finance signs before the contract goes out.',
        'Customer pays $2,403.00 /mo, costs us $1,093.62 /mo.',
        'Left over $14,208.86 of $28,836.00 over 12 months.',
        'Likely range 19.9% to 61.7%, declared for this use case; 6 similar accounts.',
      ].join('\n'),
    );
  });
});

function estimateSizing() {
  const sizing = viewOf('Kestrel').current?.sizing;
  if (!sizing) throw new Error('Kestrel has no sizing');
  return { ...sizing, discount: '0.12' };
}

function keyOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'idempotencyKey' in body
    ? String(body.idempotencyKey)
    : '';
}

describe('the company of a deal', () => {
  const company = {
    companyName: 'Brightside Social',
    windowDays: 90,
    others: [],
    marginPercent: '58.9',
    termValueUsd: '60000',
    sentence: 'With 2 other deals of Brightside Social in 90 days: 58.9% together.',
  };

  it('is named, and a clear deal beside an uncovered bad one is sent to finance', async () => {
    const tab = openTab(viewOf('Northwind', { status: 'draft', company: { ...company, word: 'sign_off' } }));
    await tab.sees('With 2 other deals of Brightside Social in 90 days: 58.9% together.');
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).not.toBeNull();
  });

  it('asks for nothing while the others are covered', async () => {
    const tab = openTab(viewOf('Northwind', { status: 'not-required', company: { ...company, word: null } }));
    await tab.sees('58.9% together.');
    expect(tab.renderer.maybeFindByTestId(Button, 'submit')).toBeNull();
  });
});

describe('the thread of a request', () => {
  const first = { id: 'c_0', by: MARA, at: '2026-11-19T11:00:00Z', body: '*Why* <b>now</b>?' };

  it('is shown as it was written, and what is sent is added to it once', async () => {
    const signOff = waitingSignOff({ comments: [first] });
    const tab = openTab(viewOf('Kestrel', { status: 'waiting', signOff, canEdit: false }));
    await tab.sees('Mara Lindqvist, Thu 19 Nov, 11:00: “*Why* <b>now</b>?”');
    const button = () => tab.renderer.findByTestId(LoadingButton, 'send-comment');
    expect(button().props.disabled).toBe(true);
    tab.renderer.findByTestId(TextArea, 'comment-text').trigger('onInput', handed(' They renew in May. '));
    await tab.renderer.waitFor(() => expect(button().props.disabled).toBe(false));
    tab.press('send-comment');
    tab.press('send-comment');
    await tab.sees('“They renew in May.”');
    expect(tab.service.sentTo(/comments$/)).toHaveLength(1);
    expect(tab.service.sentTo(/comments$/)[0]?.body).toMatchObject({ body: 'They renew in May.' });
  });

  it('stays readable and takes no more when the request is closed', async () => {
    const signOff = waitingSignOff({ status: 'rejected', comments: [first] });
    const tab = openTab(viewOf('Kestrel', { status: 'rejected', signOff }));
    await tab.sees('Mara Lindqvist, Thu 19 Nov, 11:00:');
    expect(tab.renderer.maybeFindByTestId(LoadingButton, 'send-comment')).toBeNull();
  });
});
