import type { DealView } from '@dealfloor/price-book';
import { StatusTag, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { describe, expect, it } from 'vitest';
import { DealMarginSidebar } from '../../ui/hubspot/src/app/cards/DealMarginSidebar.tsx';
import { demoDeal, emptyView, versionOf, viewOf, waitingSignOff } from './demo.ts';
import { StandInService } from './stand-in-service.ts';

async function openSidebar(view: DealView) {
  const service = new StandInService(view);
  const renderer = createRenderer('crm.record.sidebar');
  const { context } = renderer.mocks;
  renderer.render(
    <DealMarginSidebar context={{ ...context, crm: { objectId: 101, objectTypeId: '0-3' } }} />,
  );
  const sees = (testId: string, text: string | RegExp) =>
    renderer.waitFor(() => expect(renderer.findByTestId(Text, testId).text).toMatch(text));
  return { service, renderer, sees };
}

describe('the margin at a glance', () => {
  it('one word and figure, how far it may move, and who has it', async () => {
    const requestedAt = new Date(Date.now() - 5.5 * 3_600_000).toISOString();
    const signOff = waitingSignOff({ requestedAt });
    const sidebar = await openSidebar(viewOf('Kestrel', { status: 'waiting', signOff }));
    await sidebar.sees('verdict-range', 'Could be 19.9% to 61.7%');
    await sidebar.sees('sign-off-status', 'Waiting with Mara Lindqvist, 5 h');
    expect(sidebar.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Sign-off: 49.2%');
  });

  it('no estimate yet', async () => {
    const sidebar = await openSidebar(emptyView());
    await sidebar.sees('verdict', 'No estimate yet');
  });

  it('what cannot be judged says why, without a figure', async () => {
    const current = versionOf({ ...demoDeal('Kestrel').sizing, price: null });
    const sidebar = await openSidebar(emptyView({ current }));
    await sidebar.sees('verdict-range', 'Add a price to see the margin.');
    expect(sidebar.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Unknown');
  });

  it('asks for nothing but the deal', async () => {
    const { service, sees } = await openSidebar(viewOf('Northwind'));
    await sees('sign-off-status', 'Sign-off: draft');
    expect(service.sent.map((request) => request.path)).toEqual(['/deals/101']);
  });
});
