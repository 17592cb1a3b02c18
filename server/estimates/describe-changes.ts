import type { RevenueModel, Sizing, SizingChange } from '@dealfloor/price-book';

/** What differs between two sizings, field by field, as a person reads it; equal sizings differ in nothing. */
export function describeChanges(before: Sizing, after: Sizing): SizingChange[] {
  const old = new Map(fieldsOf(before));
  const now = new Map(fieldsOf(after));
  const fields = [...new Set([...old.keys(), ...now.keys()])];
  return fields
    .map((field) => ({ field, before: old.get(field) ?? '–', after: now.get(field) ?? '–' }))
    .filter((change) => change.before !== change.after);
}

/** The changes as one line of a history: "discount 10% → 12%, seats 30 → 25". */
export function changeSentence(changes: readonly SizingChange[]): string {
  const shown = changes.slice(0, 4).map(({ field, before, after }) => `${field} ${before} → ${after}`);
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function fieldsOf(sizing: Sizing): [string, string][] {
  return [
    ['use case', sizing.useCase ?? 'none'],
    ['plan', sizing.plan],
    ['key', sizing.keyMode],
    [
      'trial',
      sizing.trial ? `${sizing.trial.days} days, ${count(sizing.trial.capCallsPerDay)} calls a day` : 'none',
    ],
    ['currency', sizing.currency],
    ...priceFields(sizing.price),
    ['discount', asPercent(sizing.discount)],
    ['minimum', sizing.minimumPerMonth ?? 'none'],
    ['price ramp', sizing.ramp.length > 0 ? sizing.ramp.join(', ') : 'none'],
    ['one-off fee', sizing.oneOffFee],
    ['term', `${sizing.termMonths} months`],
    ['growth', `${asPercent(sizing.growthPerMonth)} a month`],
    ['days used', `${sizing.daysUsedPerMonth} a month`],
    ['tracked profiles', count(sizing.trackedProfiles)],
    ...lineFields(sizing),
  ];
}

function priceFields(price: RevenueModel | null): [string, string][] {
  switch (price?.kind) {
    case undefined:
      return [['price', 'not known']];
    case 'seat':
      return [
        ['seats', String(price.seats)],
        ['price per seat', price.pricePerSeat],
      ];
    case 'seat-with-overage':
      return [
        ['seats', String(price.seats)],
        ['price per seat', price.pricePerSeat],
        ['included calls per seat', count(price.includedCallsPerSeat)],
        ['overage per 1,000', `${price.overagePer1000} (${price.charge})`],
      ];
    case 'usage': {
      const steps = price.tiersPer1000.map(({ upTo, price: step }) => `${upTo ?? '∞'}: ${step}`);
      return [
        ['price per 1,000', `${steps.join('; ')} by ${price.unit}, ${price.tierMode}, ${price.charge}`],
      ];
    }
    case 'platform-fee':
      return [['platform fee', price.feePerMonth]];
    case 'free':
      return [['price', 'free']];
  }
}

function lineFields({ lines }: Sizing): [string, string][] {
  return lines.map((line, index) => {
    const twin = lines.slice(0, index).filter((earlier) => earlier.endpoint === line.endpoint).length;
    const levers = line.levers.map((lever) => leverText(lever));
    const volume = line.operations === null ? 'not known' : `${count(line.operations)} a ${line.per}`;
    return [
      twin === 0 ? line.endpoint : `${line.endpoint} (${twin + 1})`,
      [`${volume}, ${line.pages} page${line.pages === 1 ? '' : 's'}`, ...levers].join(', '),
    ];
  });
}

function leverText(lever: Sizing['lines'][number]['levers'][number]): string {
  const values = Object.entries(lever).filter(([name]) => name !== 'kind');
  return [lever.kind, ...values.map(([, value]) => String(value))].join(' ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function asPercent(ratio: string): string {
  const negative = ratio.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? ratio.slice(1) : ratio).split('.');
  const digits = fraction.padEnd(2, '0');
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return `${negative ? '-' : ''}${percent}${rest ? `.${rest}` : ''}%`;
}
