import { Alert, Button, ErrorState, Heading, Input, LoadingSpinner } from '@hubspot/ui-extensions';
import { describe, expect, it, vi } from 'vitest';
import { emptyView, viewOf } from './demo.ts';
import { handed, openTab } from './open-tab.tsx';

const DEAL = /^\/deals\/\d+$/;

/** Lets promises and React settle while timers stand still. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function freezeTimers() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

async function pass(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settle();
}

function openFailing(status: number, times = 1) {
  const tab = openTab(viewOf('Kestrel'));
  for (let left = times; left > 0; left -= 1) tab.service.failNext(DEAL, status);
  return tab;
}

describe('the card cannot be loaded', () => {
  it.each([401, 403])('%i: it is locked, and says whom to ask', async (status) => {
    const tab = openFailing(status);
    await tab.sees('You can see this deal but not its margin.');
    await tab.sees('Ask RevOps for the Dealfloor AE role.');
    expect(tab.renderer.find(ErrorState).props.type).toBe('lock');
    expect(tab.renderer.maybeFind(Button)).toBeNull();
  });

  it('500: the sentence of the service, and a way to try again', async () => {
    const tab = openFailing(500);
    await tab.sees('It failed.');
    tab.click('retry');
    await tab.sees('49.2% margin');
  });

  it('the connection drops: it says so at once', async () => {
    const tab = openTab(viewOf('Kestrel'));
    tab.service.dropNext(DEAL);
    await tab.sees('Dealfloor could not be reached. Check the connection and try again.');
  });

  it.each([502, 503])('%i: the service is down', async (status) => {
    const tab = openFailing(status);
    await tab.sees('Dealfloor could not be reached. Check the connection and try again.');
  });

  it('an answer of another shape is not guessed at', async () => {
    const tab = openTab(viewOf('Kestrel'));
    tab.service.holdNext(DEAL, () => ({ hello: 'world' }))();
    await tab.sees('Dealfloor answered in a way this card does not know. Reload the page.');
  });

  it('a field that a newer service has added is passed over', async () => {
    const tab = openTab(viewOf('Kestrel'));
    tab.service.holdNext(DEAL, () => ({ ...tab.service.view, addedLater: 1 }))();
    await tab.sees('49.2% margin');
  });

  it('no price book is live: the sentence of the service', async () => {
    const tab = openTab(emptyView());
    tab.service.failNext(/catalogue/, 404, { message: 'No price book is live. Finance was told.' });
    await tab.sees('No price book is live. Finance was told.');
  });
});

describe('the card takes its time', () => {
  it('after three seconds it says that it is still working', async () => {
    freezeTimers();
    const tab = openTab(viewOf('Kestrel'));
    const release = tab.service.holdNext(DEAL, () => tab.service.view);
    await settle();
    expect(tab.renderer.find(LoadingSpinner).props.label).toBe('Loading the margin');
    expect(tab.words()).not.toContain('Still working. Your inputs are kept.');
    await pass(3_100);
    expect(tab.words()).toContain('Still working. Your inputs are kept.');
    release();
    await pass(0);
    expect(tab.words()).toContain('49.2% margin');
  });

  it('busy twice: it waits two seconds each time, says so, and then has the answer', async () => {
    freezeTimers();
    const tab = openFailing(429, 2);
    await settle();
    expect(tab.words()).toContain('HubSpot is busy. Trying again in 2 s.');
    await pass(2_000);
    expect(tab.words()).toContain('HubSpot is busy. Trying again in 2 s.');
    await pass(2_000);
    expect(tab.words()).toContain('49.2% margin');
  });

  it('busy three times: it gives up and offers to try again', async () => {
    freezeTimers();
    const tab = openFailing(429, 3);
    await settle();
    await pass(2_000);
    await pass(2_000);
    expect(tab.words()).toContain('HubSpot is busy.');
    expect(tab.renderer.findByTestId(Button, 'retry')).toBeDefined();
  });

  it('an answer that never comes is given up after five seconds and asked for again', async () => {
    freezeTimers();
    const tab = openTab(viewOf('Kestrel'));
    tab.service.holdNext(DEAL, () => ({}));
    await settle();
    await pass(5_600);
    expect(tab.words()).toContain('No answer yet. Trying again in 2 s.');
    await pass(2_000);
    expect(tab.words()).toContain('49.2% margin');
  });
});

describe('a change cannot be priced', () => {
  it('the last figures stay, with their time, and nothing typed is lost', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.service.dropNext(/preview/);
    tab.type('discount', '5');
    await tab.sees(/As of \d\d:\d\d; could not refresh\./);
    expect(tab.renderer.findByTestId(Heading, 'verdict-margin').text).toBe('49.2% margin');
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('5');
    tab.click('retry');
    await tab.sees('51.9% margin');
    expect(tab.renderer.maybeFindByTestId(Alert, 'stale')).toBeNull();
  });

  it('fields that the service refuses are marked in their place', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    const issues = [{ path: 'sizing.lines.1.operations', message: 'More than the plan allows.' }];
    tab.service.failNext(/preview/, 422, { code: 'invalid', message: 'Look at the fields.', issues });
    tab.type('lines.1.operations', '30,001');
    await tab.sees('One field needs a look. The figures are not updated.');
    const field = tab.renderer.findByTestId(Input, 'lines.1.operations').props;
    expect(field).toMatchObject({
      error: true,
      validationMessage: 'More than the plan allows.',
      value: '30,001',
    });
  });

  it('a cache that lives too long is refused by the price book, in its own field', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.type('lines.1.levers.cache.hitShare', '45');
    await tab.sees(/From cache saves \$/);
    tab.type('lines.1.levers.0.ttlMinutes', '100000');
    await tab.sees('Keep a copy for 60 to 1440 minutes.');
    expect(tab.renderer.findByTestId(Input, 'lines.1.levers.0.ttlMinutes').props.error).toBe(true);
  });

  it('forbidden in between: the card says whom to ask and keeps the figures', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('49.2% margin');
    tab.service.failNext(/preview/, 403);
    tab.type('discount', '5');
    await tab.sees('Ask RevOps for the Dealfloor AE role. Your inputs are kept.');
  });
});

describe('HubSpot and the estimate do not say the same', () => {
  const kestrel = viewOf('Kestrel');

  it('another amount: the price can be set to give it, and taken back', async () => {
    const tab = openTab({ ...kestrel, deal: { ...kestrel.deal, amount: '30000' } });
    await tab.sees('HubSpot says $30,000.00; this estimate says $28,836.00.');
    tab.click('use-deal-amount');
    await tab.sees('The price now gives the amount in HubSpot.');
    expect(tab.renderer.findByTestId(Input, 'price.pricePerSeat').props.value).toBe('92.59');
    tab.click('copy-amount');
    await vi.waitFor(() => expect(tab.actions.copyTextToClipboard.callCount).toBe(1));
  });

  it('another currency: the rate and its day', async () => {
    const tab = openTab({ ...kestrel, deal: { ...kestrel.deal, currency: 'EUR', amount: '1' } });
    await tab.sees('Deal is in EUR in HubSpot; this estimate is priced in USD.');
    expect(tab.words().join()).not.toContain('HubSpot says');
  });

  it('a newer price book is live: the estimate can be worked out again, and is then not saved', async () => {
    const tab = openTab(kestrel);
    tab.service.catalogue = {
      ...tab.service.catalogue,
      priceBook: { version: '2026-12-01', effectiveFrom: '2026-12-01' },
    };
    await tab.sees('Made with price book 1 Nov 2026; 1 Dec 2026 is live.');
    tab.renderer.findByTestId(Button, 'recalculate').trigger('onClick', handed({}));
    await vi.waitFor(() => expect(tab.service.sentTo(/preview/)).toHaveLength(1));
  });
});
