import { Heading, Statistics, StatusTag } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { emptyView } from './demo.ts';
import { openTab } from './open-tab.tsx';

describe('a deal that nobody has sized yet', () => {
  it('asks one question, and one choice gives the verdict', async () => {
    const tab = openTab(emptyView());
    await tab.sees('No margin estimate yet');
    tab.choose('use-case', 'hashtag-monitor');
    await tab.sees('% margin');
    expect(tab.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Thin');
    expect(tab.renderer.findByTestId(Heading, 'verdict-margin').text).toMatch(/^6\d\.\d% margin$/);
    expect(tab.text('verdict-range')).toContain(
      'declared for this use case; 6 similar accounts. Price book 1 Nov 2026.',
    );
    expect(tab.renderer.find(Statistics)).toBeDefined();
    expect(tab.service.sentTo(/preview/)).toHaveLength(1);
    await tab.sees(/Stays at or above the 60% floor down to \$/);
  });
});
