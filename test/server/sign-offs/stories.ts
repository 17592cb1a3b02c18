import fc from 'fast-check';
import { JOEL, MARA, PRIYA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../support/test-clock.ts';
import type { Action, Decide } from './model.ts';

export const PEOPLE = [TOM, PRIYA, MARA, JOEL, TED] as const;

const by = fc.nat(PEOPLE.length - 1);
/** Sellers mostly size, but finance may too: then they made the deal. */
const saver = fc.constantFrom(0, 0, 0, 1, 2, 4);

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      by: saver,
      as: fc.constantFrom('clear', 'sign-off', 'sign-off', 'lighter', 'lighter', 'loss', 'unknown'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      by,
      versionsBack: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), by }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      by,
      kind: fc.constantFrom('approve', 'approve', 'approve-with-conditions', 'reject', 'request-changes'),
      looked: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(SECOND_MS, HOUR_MS, 12 * DAY_MS, 31 * DAY_MS, -600 * SECOND_MS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reprice' as const),
      credit: fc.constantFrom('0.0008', '0.001', '0.002'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('use' as const), calls: fc.constantFrom(1_000, 9_000_000) }),
  },
);

export const story = fc.array(action, { minLength: 3, maxLength: 9 });

const SIGNED: Action[] = [
  { do: 'reprice', credit: '0.0008' },
  { do: 'save', by: 0, as: 'sign-off' },
  { do: 'submit', by: 0, versionsBack: 0 },
];
const LOSS: Action[] = [
  { do: 'save', by: 0, as: 'loss' },
  { do: 'submit', by: 0, versionsBack: 0 },
];
const MARA_AT = PEOPLE.indexOf(MARA);
const decision = (kind: Decide['kind'], who = MARA_AT): Action => ({
  do: 'decide',
  by: who,
  kind,
  looked: true,
});

/** What chance may leave out of a run: one story to each end of a request, and to each way out of an approval. */
export const EVERY_END: [Action[]][] = [
  [[...SIGNED, { do: 'withdraw', by: 0 }]],
  [[...SIGNED, decision('reject')]],
  [[...SIGNED, decision('request-changes')]],
  [
    [
      ...SIGNED,
      decision('approve'),
      { do: 'save', by: 0, as: 'lighter' },
      { do: 'save', by: 0, as: 'sign-off' },
    ],
  ],
  [[...SIGNED, decision('approve'), { do: 'save', by: MARA_AT, as: 'lighter' }]],
  [[...SIGNED, decision('approve'), { do: 'save', by: 0, as: 'clear' }]],
  [[...SIGNED, decision('approve'), { do: 'wait', milliseconds: 31 * DAY_MS }]],
  [
    [
      ...SIGNED,
      decision('approve-with-conditions'),
      { do: 'wait', milliseconds: 12 * DAY_MS },
      decision('approve'),
    ],
  ],
  [
    [
      ...SIGNED,
      decision('approve'),
      { do: 'reprice', credit: '0.002' },
      decision('approve'),
      decision('approve', PEOPLE.indexOf(JOEL)),
      decision('approve', PEOPLE.indexOf(TED)),
    ],
  ],
  [[...SIGNED, decision('approve'), { do: 'use', calls: 9_000_000 }, decision('reject')]],
  [[...SIGNED, decision('approve'), { do: 'use', calls: 9_000_000 }, { do: 'save', by: 0, as: 'lighter' }]],
  [[...SIGNED, decision('approve'), { do: 'submit', by: 0, versionsBack: 0 }]],
  [
    [
      ...LOSS,
      decision('approve'),
      { do: 'reprice', credit: '0.001' },
      decision('approve', PEOPLE.indexOf(TED)),
      decision('approve', PEOPLE.indexOf(TED)),
      decision('approve'),
    ],
  ],
];
