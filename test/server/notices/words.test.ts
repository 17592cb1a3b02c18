import { expect, test } from 'vitest';
import type { NoticeContent } from '../../../server/notices/notice-content.ts';
import { plainText } from '../../../server/notices/plain-text.ts';
import { noticeWords } from '../../../server/notices/words.ts';

const KESTREL: NoticeContent['sign-off-wanted'] = {
  dealName: 'Kestrel Monitoring',
  by: 'Tom Okafor',
  neededBy: '2026-11-27',
  reason: 'They bring three sister agencies if the pilot year works.',
  marginPercent: '47.7',
  lowPercent: '16.4',
  highPercent: '60.8',
  rule: 'Below the 60% floor.',
  customerPaysUsd: '2403',
  costsUsUsd: '1254.623901',
  termMonths: 12,
  comparableAccounts: 6,
  priceBookFrom: '2026-11-01',
};

const APPROVED: NoticeContent['decided'] = {
  dealName: 'Kestrel Monitoring',
  by: 'Mara Lindqvist',
  decision: 'approve-with-conditions',
  marginPercent: '47.7',
  note: 'Seen.',
  conditions: ['usage cap 725,400 calls a month', 're-price at month 6'],
  validUntil: '2026-12-21',
  given: 1,
  needed: 1,
};

function told<Kind extends keyof NoticeContent>(kind: Kind, content: NoticeContent[Kind]): string {
  const { header, lines } = noticeWords(kind, content);
  return [header, ...lines].join(' ');
}

test('finance reads who asks, by when, how far below the floor, what it costs, and why', () => {
  expect(noticeWords('sign-off-wanted', KESTREL)).toEqual({
    header: 'Sign-off wanted: Kestrel Monitoring, 47.7% margin',
    lines: [
      'Tom Okafor asks by Fri 27 Nov.',
      'Below the 60% floor.',
      'Could be 16.4% to 60.8%.',
      'Customer pays $2,403.00, costs us $1,254.62 a month, 12 months.',
    ],
    quote: 'They bring three sister agencies if the pilot year works.',
    background: '6 similar accounts. Price book 1 Nov 2026.',
  });
});

const TEXTS: [string, string][] = [
  [
    told('decided', APPROVED),
    'Approved: Kestrel Monitoring at 47.7%, by Mara Lindqvist. Conditions: usage cap 725,400 calls a month; re-price at month 6. Valid until 21 Dec 2026.',
  ],
  [
    told('decided', {
      ...APPROVED,
      decision: 'request-changes',
      note: 'Drop post detail except exports and send again.',
    }),
    "Changes asked: Kestrel Monitoring. Mara: 'Drop post detail except exports and send again.'",
  ],
  [
    told('decided', {
      ...APPROVED,
      dealName: 'Tidewater Commerce',
      decision: 'reject',
      note: 'Below cost even at the list price',
    }),
    "Rejected: Tidewater Commerce. Mara: 'Below cost even at the list price'. You can change the deal and send it again.",
  ],
  [
    told('decided', {
      ...APPROVED,
      decision: 'approve',
      conditions: [],
      given: 1,
      needed: 2,
      validUntil: null,
    }),
    'Signed: Kestrel Monitoring at 47.7%, by Mara Lindqvist. 1 of 2 signatures.',
  ],
  [
    told('escalation', { dealName: 'Kestrel Monitoring', waitedBusinessHours: 8, alsoTo: ['Joel Brandão'] }),
    'Still waiting: Kestrel Monitoring, 8 business hours. Also sent to Joel Brandão.',
  ],
  [
    told('reminder', { dealName: 'Kestrel Monitoring', waitedBusinessHours: 4 }),
    'Still waiting: Kestrel Monitoring, 4 business hours.',
  ],
  [
    told('expires-soon', { dealName: 'Pixelforge Labs', days: 3, validUntil: '2026-11-24' }),
    'Expires in 3 days: approval for Pixelforge Labs (24 Nov 2026). Close it or ask again.',
  ],
  [
    told('second-look', {
      dealName: 'Atlas Creator Fund',
      why: 'Credit price rose $0.80 -> $1.00 per 1,000 on 1 Dec',
      before: '60.0',
      after: '52.2',
    }),
    'Needs a second look: Atlas Creator Fund. Credit price rose $0.80 -> $1.00 per 1,000 on 1 Dec: 60.0% -> 52.2%.',
  ],
  [
    told('moved-back', {
      dealName: 'Kestrel Monitoring',
      backTo: 'Negotiation',
      stage: 'Contract sent',
      waitingSince: '2026-11-19T10:14:00.000Z',
    }),
    'Moved back to Negotiation: Kestrel Monitoring needs finance sign-off before Contract sent. It has been waiting since Thu 10:14.',
  ],
  [
    told('withdrawn', { dealName: 'Kestrel Monitoring', by: 'Tom Okafor' }),
    'Withdrawn: Kestrel Monitoring. Tom Okafor took the request back.',
  ],
];

test.each(TEXTS)('the words are those of the screens: %s', (text, expected) => {
  expect(text).toBe(expected);
});

test('a loss is told with a real minus, and a deal without revenue without a number', () => {
  expect(noticeWords('sign-off-wanted', { ...KESTREL, marginPercent: '-40.5' }).header).toBe(
    'Sign-off wanted: Kestrel Monitoring, −40.5% margin',
  );
  expect(noticeWords('sign-off-wanted', { ...KESTREL, marginPercent: null }).header).toBe(
    'Sign-off wanted: Kestrel Monitoring, no revenue',
  );
});

test('what somebody typed is one line that shows all of itself and leads nowhere', () => {
  expect(plainText('Kestrel\r\nBcc: all@x\u2028now')).toBe('Kestrel Bcc: all@x now');
  expect(plainText('pay\u202Etxet\u200Bhere\u2066\u{E0041}')).toBe(
    'pay\\u202Etxet\\u200Bhere\\u2066\\u{E0041}',
  );
  expect(plainText('see https://evil.example/x')).toBe('see https: //evil.example/x');
  expect(plainText('half \uD800 of one')).toBe('half \uFFFD of one');
  expect(plainText('Ünïcode ❤️ 中文')).toBe('Ünïcode ❤️ 中文');
});
