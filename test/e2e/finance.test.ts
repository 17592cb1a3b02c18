import AxeBuilder from '@axe-core/playwright';
import { Queue } from '@dealfloor/price-book';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PORTAL_ID, type DemoPerson, JOEL, MARA, TED, TOM } from '../../server/demo/demo-company.ts';
import { systemActor } from '../../server/people/actor.ts';
import { importPolicy } from '../../server/price-books/import-price-book.ts';
import { readLiveTerms } from '../../server/price-books/live-terms.ts';
import { turnClock } from '../../server/sign-offs/clockwork.ts';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { openCard, textOf } from './card-page.ts';

const POLL = { timeout: 15_000, interval: 200 };

let browser: Browser;
let demo: DemoService;

let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService(clock)]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

/** The console at an address, as one person, in a context of their own. */
async function desk(person: DemoPerson, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((id) => sessionStorage.setItem('dealfloor.person', id), person.userId);
  await page.goto(`${demo.url}${path}`);
  return page;
}

function row(page: Page, name: string) {
  return page.getByTestId('queue-row').filter({ hasText: name });
}

async function reviewOf(person: DemoPerson, name: string): Promise<Page> {
  const page = await desk(person, '/queue');
  await row(page, name)
    .getByRole('link', { name: /Review/ })
    .click();
  await page.getByTestId('cost-total').waitFor();
  return page;
}

async function openApproval(page: Page): Promise<() => Promise<void>> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const send = page.getByRole('dialog').getByRole('button', { name: /^Approve/ });
  await send.waitFor();
  return () => send.click();
}

async function approve(page: Page): Promise<void> {
  const send = await openApproval(page);
  await send();
}

async function handOver(person: DemoPerson, to: DemoPerson): Promise<Page> {
  const page = await desk(person, '/me/away');
  await page.getByLabel(/Who decides for you/).selectOption({ label: to.name });
  await page.getByRole('button', { name: 'Hand over' }).click();
  return page;
}

/** What people do in HubSpot, and what stands there. */
function control(path: string, body?: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const asked = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  return fetch(`${demo.company.sandboxUrl}/_control${path}`, asked);
}

/** Every request, decision and entry of the audit. */
function everythingDecided(): unknown {
  const { query, tables } = demo.ports.database;
  const { signOffs, decisions, auditEntries } = tables;
  return [signOffs, decisions, auditEntries].map((table) => query.select().from(table).all());
}

/** What the API says to a person, past every page. */
async function call(person: DemoPerson, path: string, body?: unknown) {
  const headers = { 'x-demo-person': person.userId, 'content-type': 'application/json' };
  const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${demo.url}/api/v1${path}`, { headers, ...asked });
  return { status: response.status, body: await response.json() };
}

describe('what finance decides', () => {
  it('F1: the queue begins with the largest exposure: Tidewater, Kestrel, Meridian', async () => {
    const page = await desk(MARA, '/queue');
    await row(page, 'Meridian').waitFor();
    const names = await page.getByTestId('queue-row').getByRole('rowheader').allInnerTexts();
    expect(names.map((name) => name.split(/\s/)[0])).toEqual(['Tidewater', 'Kestrel', 'Meridian']);
    await page.close();
  });

  it('F12: opening the link of a notice in a browser changes nothing', async () => {
    const before = everythingDecided();
    const list = await call(MARA, '/sign-offs?status=waiting');
    for (const { signOff } of Queue.parse(list.body).rows) {
      const page = await desk(MARA, `/sign-offs/${signOff.id}`);
      await page.getByTestId('cost-total').waitFor();
      await page.waitForLoadState('networkidle');
      await page.close();
    }
    expect(everythingDecided()).toEqual(before);
  });

  it('F4: conditions without a day or a reason are not sent', async () => {
    const page = await reviewOf(MARA, 'Meridian');
    await page.getByRole('button', { name: 'Approve with conditions', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Overage clause').check();
    await dialog.getByLabel(/^Note|^Why|reason/i).fill('Seen, and this is what we ask for.');
    await dialog.getByLabel('Valid until').fill('');
    const before = everythingDecided();
    await dialog.getByRole('button', { name: /^Approve/ }).click();
    await dialog.getByText('Say until when the approval is valid.').waitFor();
    expect(everythingDecided()).toEqual(before);
    await page.close();
  });

  it('F10: approves no list with a loss in it, and says which', async () => {
    const page = await desk(MARA, '/queue');
    await page.getByLabel('Select Kestrel Monitoring').check();
    expect(await textOf(page, 'bulk-bar')).toMatch(/^1 selected, shortfall \$\d,\d{3}\.\d{2}/);
    await page.getByLabel('Select Tidewater Commerce').check();
    const button = page.getByTestId('bulk-bar').getByRole('button', { name: 'Approve' });
    expect(await button.isDisabled()).toBe(true);
    expect(await textOf(page, 'bulk-bar')).toContain(
      'Tidewater Commerce is a loss: two people sign it on its own page.',
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.getByLabel('Select Tidewater Commerce').uncheck();
    expect(await button.isDisabled()).toBe(false);
    await page.close();
  });

  it('F5: of two who decide at once one does, and the other is told who', async () => {
    const [mara, joel] = await Promise.all([reviewOf(MARA, 'Kestrel'), reviewOf(JOEL, 'Kestrel')]);
    const sends = [await openApproval(mara), await openApproval(joel)];
    await Promise.all(sends.map((send) => send()));
    const told = /(Mara Lindqvist|Joel Brandão) approved this \d+ s ago\. Nothing was changed by you\./;
    const losers = await Promise.all(
      [mara, joel].map((page) =>
        Promise.race([
          page
            .getByText(told)
            .waitFor()
            .then(() => 1),
          page
            .getByText(/^You approved: Kestrel/)
            .first()
            .waitFor()
            .then(() => 0),
        ]),
      ),
    );
    expect(losers.toSorted()).toEqual([0, 1]);
    await Promise.all([mara.close(), joel.close()]);
  });

  it('F3: a loss shows "1 of 2" after the first, and the second is another person', async () => {
    const mara = await reviewOf(MARA, 'Tidewater');
    await approve(mara);
    await mara
      .getByText(/1 of 2: a second person must sign too/)
      .first()
      .waitFor();
    expect(await mara.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    const ted = await reviewOf(TED, 'Tidewater');
    await ted
      .getByText(/1 of 2 /)
      .first()
      .waitFor();
    await approve(ted);
    await ted
      .getByText(/^You approved: Tidewater/)
      .first()
      .waitFor();
    await Promise.all([mara.close(), ted.close()]);
  });

  it('F9: a loop is refused, and a chain of two delivers to Ted', async () => {
    const joel = await handOver(JOEL, TED);
    await joel.getByTestId('away-banner').getByText('Ted Marsh decides for you.').waitFor();
    const mara = await handOver(MARA, JOEL);
    await mara
      .getByTestId('away-banner')
      .getByText('Joel Brandão is away too, so Ted Marsh decides for you.')
      .waitFor();
    const ted = await handOver(TED, MARA);
    await ted.getByTestId('away-problem').waitFor();
    expect(await textOf(ted, 'away-problem')).toBe(
      'Not saved. Mara is away the same days and sends to Joel, who sends to you.',
    );
    const card = await openCard(browser, demo, { deal: '1008', person: TOM.userId });
    await card
      .getByText(/With Ted Marsh since/)
      .first()
      .waitFor();
    await ted.goto(`${demo.url}/queue`);
    await row(ted, 'Meridian')
      .getByRole('link', { name: /Review/ })
      .click();
    await approve(ted);
    await ted.getByText('Ted Marsh for Mara Lindqvist').first().waitFor();
    for (const page of [mara, joel]) {
      await page.getByTestId('away-banner').getByRole('button', { name: 'I am back' }).click();
      await page.getByTestId('away-banner').waitFor({ state: 'detached' });
    }
    await Promise.all([joel, mara, ted, card].map((page) => page.close()));
  });

  it('F2: nobody is offered their own request, and the API refuses it', async () => {
    const kestrel = (await call(MARA, '/deals/1004')).body;
    const key = () => crypto.randomUUID();
    const saved = await call(MARA, '/deals/1009/estimates', {
      idempotencyKey: key(),
      sizing: kestrel.current.sizing,
    });
    const asked = await call(MARA, '/deals/1009/sign-offs', {
      idempotencyKey: key(),
      estimateVersion: saved.body.version,
      reason: 'I size this one myself and want to see it signed.',
      neededBy: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
    });
    expect(asked.status).toBe(201);
    const page = await desk(MARA, `/sign-offs/${asked.body.id}`);
    await page.getByText('You asked for this. Joel Brandão can decide.').first().waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    const { seenHash } = (await call(MARA, `/sign-offs/${asked.body.id}`)).body;
    const decision = { kind: 'approve', idempotencyKey: key(), seenHash, note: '' };
    const refused = await call(MARA, `/sign-offs/${asked.body.id}/decisions`, decision);
    expect(refused).toMatchObject({ status: 403, body: { code: 'cannot-decide' } });
    await page.close();
  });

  it('F8: a change that raises the margin keeps the approval, and says so', async () => {
    const { current } = (await call(TOM, '/deals/1004')).body;
    const body = { idempotencyKey: crypto.randomUUID(), sizing: { ...current.sizing, discount: '0.05' } };
    expect((await call(TOM, '/deals/1004/estimates', body)).status).toBe(201);
    const card = await openCard(browser, demo, { deal: '1004', person: TOM.userId });
    await card.getByTestId('sign-off-status').filter({ hasText: 'Approved' }).waitFor();
    await card.getByText('History').first().click();
    await card
      .getByText(/Kept: margin rose 49\.2% → \d+\.\d%\./)
      .first()
      .waitFor();
    await card.close();
  });

  it('R2: a deal that is moved past the gate is moved back, with a note that says why', async () => {
    const terms = await readLiveTerms(demo.ports, demo.ports.database, DEMO_PORTAL_ID);
    if (!terms) throw new Error('the demo has a policy');
    await importPolicy(demo.ports, systemActor(DEMO_PORTAL_ID), {
      ...terms.policy,
      version: 'with-a-gate',
      effectiveFrom: clock.now().toISOString().slice(0, 10),
      stageGate: { mode: 'move-back', stages: ['contractsent', 'closedwon'] },
    });
    const move = { portalId: DEMO_PORTAL_ID, dealId: '1009', properties: { dealstage: 'contractsent' } };
    const moved = await control('/moves', { ...move, as: 'user', id: TOM.userId });
    expect(moved.status).toBe(204);
    await expect
      .poll(async () => (await control(`/objects?portalId=${DEMO_PORTAL_ID}`)).text(), POLL)
      .toContain('Moved back to Qualified To Buy: Foxglove Media needs finance sign-off');
    await expect
      .poll(async () => (await demo.ports.hubspot.getDeal(DEMO_PORTAL_ID, '1009'))?.stage, POLL)
      .toBe('qualifiedtobuy');
  });

  it('F7: an approval whose days are over is "Expired" on the card and in HubSpot', async () => {
    aheadMs = 45 * 86_400_000;
    const card = await openCard(browser, demo, { deal: '1004', person: TOM.userId });
    await card.getByTestId('sign-off-status').filter({ hasText: 'Expired' }).waitFor();
    // The service's own job may have been there first.
    await turnClock(demo.ports);
    await expect
      .poll(async () => {
        const deal = await demo.ports.hubspot.getDeal(DEMO_PORTAL_ID, '1004');
        return deal?.dealfloor.dealfloor_sign_off;
      }, POLL)
      .toBe('expired');
    await card.close();
  });
});
