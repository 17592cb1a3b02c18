import {
  compare,
  fromDecimal,
  type Policy,
  parseDecimal,
  type Ratio,
  ratioOf,
  type Trail,
  type Try,
} from '@dealfloor/price-book';

const MOST_LISTED = 100;
const SITTING_MS = 30 * 60_000;
const MINUTE_MS = 60_000;

type Lines = Pick<Policy, 'floor' | 'target'>;

/** Sums up tries (oldest first) against the floor and the target of a policy; gaps over 30 minutes part sittings. */
export function trailOf(tries: readonly Try[], lines: Lines): Trail {
  const [floor, target] = [percentOf(lines.floor), percentOf(lines.target)];
  const count = (line: Ratio, isUnder: boolean) =>
    tries.filter((one) => {
      const gap = gapTo(one, line);
      return gap !== null && isWithin(gap, '1') && gap.numerator < 0n === isUnder;
    }).length;
  return {
    count: tries.length,
    firstAt: tries[0]?.at ?? null,
    lastAt: tries.at(-1)?.at ?? null,
    near: {
      underFloor: count(floor, true),
      overFloor: count(floor, false),
      underTarget: count(target, true),
      overTarget: count(target, false),
    },
    sentence: sentenceOf(tries, floor, target),
    tries: tries.slice(-MOST_LISTED).reverse(),
  };
}

function percentOf(ratio: string): Ratio {
  const { numerator, denominator } = ratioOf(ratio);
  return { numerator: numerator * 100n, denominator };
}

/** The margin less the line, in percentage points; null where there is no margin. */
function gapTo({ marginPercent }: Try, line: Ratio): Ratio | null {
  if (marginPercent === null) return null;
  const { numerator, denominator } = fromDecimal(parseDecimal(marginPercent));
  return {
    numerator: numerator * line.denominator - line.numerator * denominator,
    denominator: denominator * line.denominator,
  };
}

function isWithin({ numerator, denominator }: Ratio, points: string): boolean {
  const size = { numerator: numerator < 0n ? -numerator : numerator, denominator };
  return compare(size, ratioOf(points)) <= 0n;
}

/** "25 tries in 10 minutes; the last 6 within 0.5 pp of the floor." One try or none is no trail. */
function sentenceOf(tries: readonly Try[], floor: Ratio, target: Ratio): string | null {
  const sitting = lastSitting(tries);
  const [first, last] = [sitting[0], sitting.at(-1)];
  if (tries.length < 2 || !first || !last) return null;
  const span = spanText(Date.parse(last.at) - Date.parse(first.at));
  const all = sitting.length === tries.length ? '' : `, ${tries.length} in all`;
  const counted = sitting.length === 1 ? `${tries.length} tries` : `${sitting.length} tries ${span}${all}`;
  const atFloor = lastNear(sitting, floor);
  const atTarget = lastNear(sitting, target);
  const [near, name] = atFloor >= atTarget ? [atFloor, 'floor'] : [atTarget, 'target'];
  return near < 2 ? `${counted}.` : `${counted}; the last ${near} within 0.5 pp of the ${name}.`;
}

function lastSitting(tries: readonly Try[]): readonly Try[] {
  let start = Math.max(0, tries.length - 1);
  const momentOf = (index: number) => Date.parse(tries[index]?.at ?? '');
  while (start > 0 && momentOf(start) - momentOf(start - 1) <= SITTING_MS) start -= 1;
  return tries.slice(start);
}

function spanText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS);
  if (minutes < 1) return 'within a minute';
  if (minutes >= 120) return `in ${Math.round(minutes / 60)} hours`;
  return minutes === 1 ? 'in 1 minute' : `in ${minutes} minutes`;
}

/** How many of the newest tries, without a gap, lie within half a point of a line. */
function lastNear(tries: readonly Try[], line: Ratio): number {
  const far = tries.findLastIndex((one) => {
    const gap = gapTo(one, line);
    return gap === null || !isWithin(gap, '0.5');
  });
  return tries.length - 1 - far;
}
