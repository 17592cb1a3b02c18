import { z } from 'zod';
import { AllocationMethod } from './allocation-method.ts';
import { DecimalText } from './decimal.ts';
import { EndpointProfile } from './endpoint-profile.ts';
import { Meter } from './meter.ts';
import { Plan } from './plan.ts';
import { Tiers } from './tier.ts';
import { UseCase } from './use-case.ts';

/** A UTC day, like 2026-11-01. */
export const Day = z.iso.date().meta({ id: 'Day' });

/** All rates and profiles under one version; a live version never changes. */
export const PriceBook = z
  .strictObject({
    version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'Use small letters, digits, dots and dashes.'),
    effectiveFrom: Day.nullable().describe('First UTC day of these rates; null in a draft.'),
    note: z.string().max(500),
    monthDays: z.literal(30).describe('The standard month of an estimate.'),
    rates: z
      .partialRecord(Meter, DecimalText)
      .describe('USD per unit of a meter; an absent meter has no price.'),
    creditPacks: z
      .strictObject({ otherCreditsPerMonth: z.int().min(0), usdPerCredit: Tiers })
      .nullable()
      .describe('A ladder over the credits of a month: everyone else first, then the deal.'),
    sharedPool: z
      .strictObject({ usdPerMonth: DecimalText, otherBillableCallsPerMonth: z.int().min(0), asOf: Day })
      .nullable()
      .describe(
        'Shared cost of 30 days and the calls of everyone who carries it; null is unknown, not zero.',
      ),
    allocation: AllocationMethod,
    endpoints: z.array(EndpointProfile).min(1).max(500),
    plans: z.array(Plan).min(1).max(100),
    useCases: z.array(UseCase).max(100),
  })
  .check((context) => {
    const { endpoints, plans, useCases } = context.value;
    const unique = (path: string, ids: string[]) => {
      if (new Set(ids).size < ids.length) {
        context.issues.push({
          code: 'custom',
          input: ids,
          path: [path],
          message: 'An id stands here twice.',
        });
      }
    };
    const ids = endpoints.map((endpoint) => endpoint.id);
    unique('endpoints', ids);
    unique(
      'plans',
      plans.map((plan) => plan.id),
    );
    unique(
      'useCases',
      useCases.map((useCase) => useCase.id),
    );
    useCases.forEach(({ sizing }, index) => {
      if (!plans.some((plan) => plan.id === sizing.plan)) {
        const path = ['useCases', index, 'sizing', 'plan'];
        context.issues.push({
          code: 'custom',
          input: sizing.plan,
          path,
          message: 'No such plan in this book.',
        });
      }
      sizing.lines.forEach((line, at) => {
        if (ids.includes(line.endpoint)) return;
        const path = ['useCases', index, 'sizing', 'lines', at, 'endpoint'];
        context.issues.push({
          code: 'custom',
          input: line.endpoint,
          path,
          message: 'No such endpoint in this book.',
        });
      });
    });
  })
  .meta({ id: 'PriceBook' });
export type PriceBook = z.infer<typeof PriceBook>;
