import { useMemo } from 'react';
import { createContext } from '../host/create-context.ts';
import { createCrmRecord } from '../host/crm-record.ts';
import type { Locale, Place } from './address.ts';
import { Extension, type ExtensionSurroundings } from './extension.tsx';
import { fetchProperties, type RecordKind } from './sandbox-records.ts';

type CardOnRecordProps = ExtensionSurroundings & {
  kind: RecordKind;
  recordId: string;
  place: Place;
  locale: Locale;
};

const locations = { tab: 'crm.record.tab', sidebar: 'crm.record.sidebar' } as const;
const cards = {
  deal: { tab: 'DealMarginTab', sidebar: 'DealMarginSidebar', title: 'Margin' },
  company: { tab: 'AccountMarginTab', sidebar: 'AccountMarginSidebar', title: 'Account margin' },
} as const;

/** The card of this record, for this person, in this place. */
export function CardOnRecord({ kind, recordId, place, locale, ...surroundings }: CardOnRecordProps) {
  const { demo, person } = surroundings;
  const { portalId, appId } = demo;
  const location = locations[place];
  const { title } = cards[kind];
  const context = useMemo(
    () => createContext({ location, kind, recordId, title, portalId, appId, locale, person }),
    [location, kind, recordId, title, portalId, appId, locale, person],
  );
  const record = useMemo(
    () => createCrmRecord(() => fetchProperties(demo, kind, recordId)),
    [demo, kind, recordId],
  );
  return <Extension {...surroundings} bundle={cards[kind][place]} context={context} record={record} />;
}
