import {
  Button,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  StatusTag,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { type AccountStory, accountView } from './account-demo.ts';
import { openAccount } from './open-account.tsx';

const ACCOUNT = /^\/companies\/\d+\/account/;

describe.each(['tab', 'sidebar'] as const)('the account cannot be shown on the %s', (place) => {
  it.each([401, 403])('%i: it is locked, and says whom to ask', async (status) => {
    const card = openAccount(accountView(), { place });
    card.service.failNext(ACCOUNT, status);
    await card.sees('You can see this company but not its margin.');
    await card.sees('Ask RevOps for the Dealfloor CSM role.');
    expect(card.renderer.find(ErrorState).props.type).toBe('lock');
    expect(card.renderer.maybeFind(Button)).toBeNull();
  });

  it('404: no account of ours and an account in another book read the same', async () => {
    const card = openAccount(null, { place });
    await card.sees('No account of yours');
    expect(card.renderer.find(EmptyState)).toBeDefined();
    expect(card.words()).toContain(
      'This company has no account, or its account is in another person’s book of business.',
    );
    expect(card.words().join()).not.toMatch(/\$|%/);
  });

  it('500: the sentence of the service, and a way to try again', async () => {
    const card = openAccount(accountView(), { place });
    card.service.failNext(ACCOUNT, 500);
    await card.sees('It failed.');
    card.click('retry');
    await card.sees(/48\.6%/);
  });

  it('the connection drops: it says so', async () => {
    const card = openAccount(accountView(), { place });
    card.service.dropNext(ACCOUNT);
    await card.sees('Dealfloor could not be reached. Check the connection and try again.');
  });

  it('an answer of another shape is not guessed at', async () => {
    const card = openAccount(accountView(), { place });
    card.service.holdNext(ACCOUNT, () => ({ hello: 'world' }))();
    await card.sees('Dealfloor answered in a way this card does not know. Reload the page.');
  });

  it('while it is asked for, the switch stands and no figure does', async () => {
    const card = openAccount(accountView(), { place });
    const release = card.service.holdNext(ACCOUNT, () => accountView());
    await card.sees('Loading the margin');
    expect(card.renderer.find(LoadingSpinner)).toBeDefined();
    expect(card.renderer.findByTestId(ToggleGroup, 'window').props.value).toBe('30');
    expect(card.words().join()).not.toMatch(/[$]\d/);
    release();
    await card.sees(/48\.6%/);
  });
});

describe('the account at a glance', () => {
  const glance = async (story: Partial<AccountStory>) => {
    const card = openAccount(accountView(story), { place: 'sidebar' });
    await card.sees('The Account margin tab of this company has the details.');
    return { card, tag: card.renderer.findByTestId(StatusTag, 'verdict-word').text };
  };

  it('one word and figure, what is left over, and up to which day', async () => {
    const { card, tag } = await glance({ others: { 4: 'missing' } });
    expect(tag).toBe('Sign-off: 48.6%');
    expect(card.text('left-over')).toBe(
      '$1,130.32 left over: the customer pays $2,322.90, it costs us $1,192.58.',
    );
    expect(card.text('freshness')).toBe(
      '22 Oct 2026 to 20 Nov 2026, 29 of 30 days booked. Costs up to 20 Nov 2026.',
    );
  });

  it('without revenue it is unknown, and only the cost is told', async () => {
    const { card, tag } = await glance({ day: { revenue: null, variable: '3', shared: '1' } });
    expect(tag).toBe('Unknown');
    expect(card.text('verdict-sentence')).toBe('No revenue is known for these days, so there is no margin.');
    expect(card.text('left-over')).toBe('Cost us $120.00.');
  });

  it('what has no price is not told as a sum', async () => {
    const { card, tag } = await glance({ others: { 0: 'unpriced' } });
    expect(tag).toBe('Unknown');
    expect(card.text('left-over')).toBe('What it cost is not known.');
  });
});

const STORIES: [string, Partial<AccountStory>][] = [
  ['as usual', {}],
  ['ninety days', { window: '90', others: { 75: 'missing' } }],
  ['a loss', { day: { revenue: '1', variable: '35.1', shared: '5' } }],
  ['no revenue', { day: { revenue: null, variable: '3', shared: '1' } }],
  ['no use at all', { day: { revenue: '80', variable: '0', shared: '0' } }],
  ['unpriced', { others: { 0: 'unpriced' } }],
  ['without a pool', { others: { 0: 'no-pool' } }],
  ['no policy', { account: { word: null }, changes: { floorPercent: null, targetPercent: null } }],
  ['sales cost', { account: { costClass: 'cac', word: null } }],
];

describe('nothing on the card reads like a program', () => {
  const cases = STORIES.flatMap(([name, story]) =>
    (['tab', 'sidebar'] as const).flatMap((place) =>
      ['en-US', 'de-DE', 'fr-FR'].map((locale) => [name, place, locale, story] as const),
    ),
  );
  it.each(cases)('%s on the %s in %s', async (_, place, locale, story) => {
    const card = openAccount([accountView(), accountView(story)], { place, locale });
    if (story.window) card.look(story.window);
    await card.sees(`of ${story.window ?? 30} days booked`);
    for (const text of card.words()) {
      expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b|\[object|[-−]0[.,]0%/);
    }
    expect(card.renderer.findByTestId(StatusTag, 'verdict-word').text).toMatch(/^[A-Z]/);
  });
});
