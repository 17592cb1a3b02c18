import { readerLocale } from '../../words/reader-locale.ts';

const EVERYWHERE = 'UTC';
const TO_THE_MINUTE = { hour: '2-digit', minute: '2-digit' } as const;

type ZoneGroup = { readonly group: string; readonly items: { value: string; label: string }[] };

/** The zone of the reader's browser. */
export function readerTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || EVERYWHERE;
}

/** Every zone that the browser knows by its part of the world, and the chosen one whatever it is called. */
export function zoneGroups(chosen: string): ZoneGroup[] {
  const zones = new Set([EVERYWHERE, ...Intl.supportedValuesOf('timeZone'), chosen]);
  const groups = new Map<string, ZoneGroup>();
  for (const value of zones) {
    const [first = value, ...rest] = value.split('/');
    const name = rest.length > 0 ? first : 'Everywhere';
    const group = groups.get(name) ?? { group: name, items: [] };
    group.items.push({ value, label: cityOf(rest.length > 0 ? rest : [first]) });
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** "Buenos Aires, Argentina": the city first, so that its letters find it in the list. */
function cityOf(parts: readonly string[]): string {
  return parts.toReversed().join(', ').replaceAll('_', ' ');
}

/** What a clock in a zone shows, or null where the browser does not know the zone. */
export function clockIn(timeZone: string, nowMs: number): string | null {
  try {
    return new Date(nowMs).toLocaleTimeString(readerLocale(), { timeZone, ...TO_THE_MINUTE });
  } catch {
    return null;
  }
}

/** A time of day such as "19:00" as the reader writes it. */
export function showClock(time: string): string {
  return clockIn(EVERYWHERE, Date.parse(`1970-01-01T${time}Z`)) ?? time;
}
