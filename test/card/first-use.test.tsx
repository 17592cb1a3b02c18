import { Heading, Input, Link, Select, StatusTag } from '@hubspot/ui-extensions';
import { describe, expect, it, vi } from 'vitest';
import { CATALOGUE, emptyView, estimateOf, viewOf } from './demo.ts';
import { handed, openTab } from './open-tab.tsx';

describe('a deal that nobody has sized yet', () => {
  it.each(CATALOGUE.useCases.map(({ id, sizing }) => [id, sizing] as const))(
    'one choice gives the verdict: %s',
    async (id, sizing) => {
      const estimate = estimateOf(sizing);
      const tab = openTab(emptyView());
      await tab.sees('No margin estimate yet');
      tab.choose('use-case', id);
      await tab.sees(estimate.verdict.sentence);
      expect(tab.renderer.findByTestId(Heading, 'verdict-margin').text).toBe(estimate.verdict.headline);
      expect(tab.text('verdict-range')).toContain(
        'declared for this use case; 6 similar accounts. Price book 1 Nov 2026.',
      );
      expect(tab.renderer.findByTestId(StatusTag, 'not-saved').text).toBe('Not saved yet');
      expect(tab.service.sentTo(/preview/)).toHaveLength(1);
      await tab.sees(/Over the term it (stays|reaches)/);
    },
  );

  it('endpoints can be put together by hand, and the card says what is missing until it is there', async () => {
    const tab = openTab(emptyView());
    await tab.sees('Start from endpoints instead');
    tab.renderer.findByTestId(Link, 'start-from-endpoints').trigger('onClick', handed({}));
    await tab.sees('Add volume; a plan with no usage is not free of cost.');
    tab.choose('add-endpoint', '/post-detail/');
    await tab.sees('Single post detail');
    expect(tab.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Unknown');
    tab.type('lines.0.operations', '2,000');
    await tab.sees('% margin');
    expect(tab.text('lines.0.figures')).toMatch(/^60,000 calls \/mo, \$6\d\.\d\d \/mo, 100\.0% of cost\.$/);
  });

  it('a person who may not edit is told who can', async () => {
    const tab = openTab(emptyView({ canEdit: false }));
    await tab.sees('The owner of this deal can make one.');
    expect(tab.renderer.maybeFind(Select)).toBeNull();
  });
});

describe('a change', () => {
  it('is asked about once it is committed, and is not saved until it is saved', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('Saved, version 1');
    expect(tab.service.sentTo(/preview/)).toHaveLength(0);
    tab.type('discount', '0');
    await tab.sees('Not saved yet');
    await vi.waitFor(() => expect(tab.service.sentTo(/preview/)).toHaveLength(1));
    tab.type('discount', '10');
    await tab.sees('Saved, version 1');
  });

  it('that is written in another way is no change, and what was typed is kept', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('Saved, version 1');
    tab.type('discount', '10.00 %');
    await vi.waitFor(() => expect(tab.service.sentTo(/preview/)).toHaveLength(1));
    await tab.sees('Saved, version 1');
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('10.00 %');
  });

  it('is told again beside the fields, as the one before while it is not priced yet', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('Now: 49.2% margin, Sign-off.');
    const release = tab.service.holdNext(/preview/, () => estimateOf(sizingOf('Tidewater')));
    tab.type('discount', '5');
    await tab.sees('Before this change: 49.2% margin, Sign-off.');
    release();
    await tab.sees('Now: −38.4% margin, Loss.');
    expect(tab.text('margin-now-usage')).toBe('Now: −38.4% margin, Loss.');
  });

  it('only the newest answer counts', async () => {
    const tab = openTab(viewOf('Northwind'));
    await tab.sees('70.9% margin');
    const slow = tab.service.holdNext(/preview/, () => estimateOf(sizingOf('Tidewater')));
    tab.type('discount', '1');
    tab.type('discount', '0');
    await tab.sees('72.3% margin');
    slow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tab.renderer.findByTestId(Heading, 'verdict-margin').text).toBe('72.3% margin');
  });

  it('that replaces all fields can be undone, to the letter', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('Saved, version 1');
    tab.type('discount', '7.5');
    await tab.sees('Not saved yet');
    tab.choose('use-case', 'video-archive');
    await tab.sees('All fields were filled from “Video archive”.');
    tab.click('undo');
    await tab.sees('Single post detail');
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('7.5');
    expect(tab.renderer.findByTestId(Select, 'use-case').props.value).toBe('hashtag-monitor');
  });

  it('that cannot be read marks its field, asks nobody, and keeps the text and the last figures', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('Saved, version 1');
    tab.type('discount', '200');
    await tab.sees('Discount must be 0 to 100.');
    const field = tab.renderer.findByTestId(Input, 'discount').props;
    expect(field).toMatchObject({
      value: '200',
      error: true,
      validationMessage: 'Discount must be 0 to 100.',
    });
    expect(tab.words()).toContain('49.2% margin');
    expect(tab.service.sentTo(/preview/)).toHaveLength(0);
  });

  it('in German is typed and shown in German', async () => {
    const tab = openTab(viewOf('Kestrel'), 'de-DE');
    await tab.sees(/2\.403,00\s\$ \/mo/);
    tab.type('oneOffFee', '1.254,62');
    await tab.sees(/von|of 30\.090,62\s\$/);
    expect(tab.service.sentTo(/preview/)[0]?.body).toMatchObject({ sizing: { oneOffFee: '1254.62' } });
    expect(tab.words().join('\n')).toMatch(/\d\d,\d% margin/);
  });
});

function sizingOf(name: string) {
  const sizing = viewOf(name).current?.sizing;
  if (!sizing) throw new Error(`no sizing of ${name}`);
  return sizing;
}
