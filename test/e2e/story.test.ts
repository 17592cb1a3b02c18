import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { openCard, textOf } from './card-page.ts';

let browser: Browser;
let demo: DemoService;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService()]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

describe('the whole story', () => {
  it('a seller asks, finance decides, and HubSpot’s deal and task say so', { timeout: 90_000 }, async () => {
    const card = await openCard(browser, demo, { deal: '1009' });
    await card.getByTestId('use-case').selectOption({ label: 'Hashtag monitor, hydrate every post' });
    await card.getByTestId('verdict-margin').waitFor();
    await card.getByTestId('lines.1.operations').fill('30000');
    await card.getByTestId('lines.1.operations').blur();
    await card.getByTestId('verdict-word').filter({ hasText: 'Sign-off' }).waitFor();
    await card.getByTestId('submit').click();
    await card.getByTestId('reason').fill('They bring two sister agencies when the first year works.');
    await card.getByTestId('send-to-finance').click();
    await card.getByTestId('sign-off-status').filter({ hasText: 'Waiting' }).waitFor();

    const deal = await until(async () => {
      const read = await demo.ports.hubspot.getDeal(DEMO_PORTAL_ID, '1009');
      return read?.dealfloor.dealfloor_sign_off === 'waiting' ? read : null;
    });
    expect(deal.dealfloor.dealfloor_verdict).toBe('sign_off');
    expect(await taskStatuses('Foxglove')).toEqual(['NOT_STARTED']);

    const desk = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await desk.goto(`${demo.url}/queue`);
    const row = desk.getByTestId('queue-row').filter({ hasText: 'Foxglove' });
    await row
      .getByRole('link', { name: /Review/ })
      .or(row.getByRole('button', { name: /Review/ }))
      .click();
    await desk.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Approve/ }).click();
    await desk
      .getByText(/Mara Lindqvist approved/i)
      .first()
      .waitFor();

    const decided = await until(async () => {
      const read = await demo.ports.hubspot.getDeal(DEMO_PORTAL_ID, '1009');
      return read?.dealfloor.dealfloor_sign_off === 'approved' ? read : null;
    });
    expect(decided.dealfloor.dealfloor_approver).toBe('Mara Lindqvist');
    await until(async () => ((await taskStatuses('Foxglove'))[0] === 'COMPLETED' ? true : null));

    await card.reload();
    await card.getByTestId('sign-off-status').filter({ hasText: 'Approved' }).waitFor();
    expect(await textOf(card, 'sign-off-sentence')).toContain('Mara Lindqvist');
  });
});

/** The states of the tasks whose subject names a company, as the sandbox holds them. */
async function taskStatuses(company: string): Promise<string[]> {
  const answer = await fetch(`${demo.company.sandboxUrl}/_control/objects?portalId=${DEMO_PORTAL_ID}`);
  return collectTasks(await answer.json())
    .filter((task) => String(task.hs_task_subject).includes(company))
    .map((task) => String(task.hs_task_status));
}

function collectTasks(value: unknown): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return [];
  if ('hs_task_subject' in value) return [{ ...value }];
  return Object.values(value).flatMap(collectTasks);
}

async function until<Value>(look: () => Promise<Value | null>): Promise<Value> {
  const end = Date.now() + 15_000;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > end) throw new Error('it did not happen within 15 seconds');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
