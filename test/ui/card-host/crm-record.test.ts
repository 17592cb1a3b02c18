import { expect, test, vi } from 'vitest';
import { createCrmRecord } from '../../../ui/card-host/src/host/crm-record.ts';

function recordOf(properties: Record<string, string>) {
  return { properties, record: createCrmRecord(async () => ({ ...properties })) };
}

test('a card reads the properties it names, and a missing one is null', async () => {
  const { record } = recordOf({ amount: '30000', dealname: 'Kestrel' });
  expect(await record.read(['amount', 'dealfloor_verdict'])).toEqual({
    amount: '30000',
    dealfloor_verdict: null,
  });
  expect(await record.read('*')).toEqual({ amount: '30000', dealname: 'Kestrel' });
});

test('a watcher hears of its own properties, and only when they changed', async () => {
  const { properties, record } = recordOf({ amount: '30000', dealname: 'Kestrel' });
  await record.read('*');
  const heard = vi.fn();
  record.watch(['amount'], heard);
  properties.dealname = 'Kestrel Monitoring';
  await record.refresh();
  expect(heard).not.toHaveBeenCalled();
  properties.amount = '28836';
  await record.refresh();
  await record.refresh();
  expect(heard.mock.calls).toEqual([[{ amount: '28836' }]]);
});

test('a watcher that stopped hears nothing', async () => {
  const { properties, record } = recordOf({ amount: '30000' });
  const heard = vi.fn();
  record.watch(['amount'], heard)();
  properties.amount = '1';
  await record.refresh();
  expect(heard).not.toHaveBeenCalled();
});
