import { Button, Input } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { demoDeal, versionOf, viewOf } from './demo.ts';
import { openTab } from './open-tab.tsx';

const HISTORY = [
  { at: '2026-11-19T09:00:00Z', by: 'Tom Okafor', sentence: 'First estimate: 54.2% margin.', version: 1 },
  { at: '2026-11-21T10:14:00Z', by: 'Mara Lindqvist', sentence: 'Asked for changes.', version: null },
  { at: '2026-11-20T10:14:00Z', by: 'Tom Okafor', sentence: 'Changed discount: 54.2% → −3.1%.', version: 2 },
];

describe('the history of a deal', () => {
  it('is told newest first, who and when', async () => {
    const tab = openTab(viewOf('Kestrel', { history: HISTORY }));
    await tab.sees('49.2% margin');
    expect([0, 1, 2].map((entry) => tab.text(`history-entry-${entry}`))).toEqual([
      'Sat 21 Nov, 10:14 Mara Lindqvist: Asked for changes.',
      'Fri 20 Nov, 10:14 Tom Okafor: Changed discount: 54.2% → −3.1%.',
      'Thu 19 Nov, 09:00 Tom Okafor: First estimate: 54.2% margin.',
    ]);
    expect(tab.renderer.maybeFindByTestId(Button, 'restore-1')).not.toBeNull();
  });

  it('an earlier version goes back into the fields, is priced anew, and can be taken back', async () => {
    const { sizing } = demoDeal('Kestrel');
    const tab = openTab(viewOf('Kestrel', { history: HISTORY }));
    await tab.sees('49.2% margin');
    tab.service.holdNext(/estimates\/1$/, () => versionOf({ ...sizing, discount: '0' }))();
    tab.click('restore-1');
    await tab.sees('Version 1 is back in the fields.');
    await tab.sees('54.3% margin');
    await tab.sees('Not saved yet');
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('0');
    tab.click('undo');
    await tab.sees('Saved, version 1');
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('10');
  });

  it('a version that cannot be read leaves the fields as they are', async () => {
    const tab = openTab(viewOf('Kestrel', { history: HISTORY }));
    await tab.sees('49.2% margin');
    tab.service.failNext(/estimates\/2$/, 404, { message: 'No such version.' });
    tab.click('restore-2');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tab.actions.addAlert.calls[0]?.[0]).toMatchObject({
      type: 'warning',
      message: 'Version 2 could not be read. No such version.',
    });
    expect(tab.renderer.findByTestId(Input, 'discount').props.value).toBe('10');
  });
});
