import { roundHalfEven } from '@dealfloor/price-book';

/** A pack of credits: bought on a UTC day for an amount, in thousandths of a credit and nano-USD. */
export type CreditLot = {
  readonly name: string;
  readonly boughtOn: string;
  readonly milliCredits: bigint;
  readonly nanoUsd: bigint;
  /** What of it was gone before the log begins. */
  readonly usedBeforeMilliCredits: bigint;
};

/** The credits of ours that one UTC day used. */
export type CreditDay = { readonly day: string; readonly milliCredits: bigint };

/** What a month took of one lot and what is left of it; the costs of all months and what is left sum to its price. */
export type LotUse = {
  readonly lot: CreditLot;
  readonly monthMilliCredits: bigint;
  readonly monthNanoUsd: bigint;
  readonly leftMilliCredits: bigint;
  readonly leftNanoUsd: bigint;
  /** The day of the month on which its last credit went. */
  readonly emptiedOn: string | null;
};

/** How lots carried a month; `uncovered` are the days, up to its end, on which no lot had a credit left. */
export type LotConsumption = { readonly uses: readonly LotUse[]; readonly uncovered: readonly CreditDay[] };

/** First in, first out, day by day: a day takes from the oldest lot that was bought by then. Source: T18 of the seeds. */
export function consumeLots(
  lots: readonly CreditLot[],
  days: readonly CreditDay[],
  month: string,
): LotConsumption {
  const shelf = [...lots].sort(byAge).map((lot) => {
    const used = lot.usedBeforeMilliCredits;
    return { lot, used, usedBeforeMonth: used, emptiedOn: null as string | null };
  });
  const uncovered: CreditDay[] = [];
  for (const { day, milliCredits } of [...days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    if (day.slice(0, 7) > month) break;
    let wanted = milliCredits;
    for (const open of shelf) {
      if (wanted === 0n || open.lot.boughtOn > day) break;
      const left = open.lot.milliCredits - open.used;
      const taken = left < wanted ? left : wanted;
      open.used += taken;
      wanted -= taken;
      if (taken === left && taken > 0n && day.startsWith(month)) open.emptiedOn = day;
      if (!day.startsWith(month)) open.usedBeforeMonth = open.used;
    }
    if (wanted > 0n) uncovered.push({ day, milliCredits: wanted });
  }
  const uses = shelf.map(({ lot, used, usedBeforeMonth, emptiedOn }) => ({
    lot,
    monthMilliCredits: used - usedBeforeMonth,
    monthNanoUsd: worthOf(lot, used) - worthOf(lot, usedBeforeMonth),
    leftMilliCredits: lot.milliCredits - used,
    leftNanoUsd: lot.nanoUsd - worthOf(lot, used),
    emptiedOn,
  }));
  return { uses, uncovered };
}

/** What the first credits of a lot cost: rounded as one sum, so that no month's rounding is lost or counted twice. */
function worthOf({ nanoUsd, milliCredits }: CreditLot, usedMilliCredits: bigint): bigint {
  return roundHalfEven(nanoUsd * usedMilliCredits, milliCredits);
}

function byAge(a: CreditLot, b: CreditLot): number {
  if (a.boughtOn === b.boughtOn) return 0;
  return a.boughtOn < b.boughtOn ? -1 : 1;
}
