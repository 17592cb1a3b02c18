import { useId } from 'react';
import { type Address, type Locale, locales, type Place, places } from './address.ts';
import type { DemoPerson } from './demo.ts';

type ChooserProps = {
  people: DemoPerson[];
  person: DemoPerson;
  address: Address;
  onChange: (change: Partial<Address>) => void;
};

const placeNames: Record<Place, string> = { tab: 'Record tab', sidebar: 'Sidebar' };
const localeNames: Record<Locale, string> = {
  'en-US': 'English (US)',
  'de-DE': 'Deutsch',
  'fr-FR': 'Français',
};

/** Who looks, where the card stands, and in which language the numbers are written. */
export function Chooser({ people, person, address, onChange }: ChooserProps) {
  const id = useId();
  return (
    <form className="chooser" aria-label="View" onSubmit={(event) => event.preventDefault()}>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-person`}>
          You are
        </label>
        <select
          id={`${id}-person`}
          className="control"
          value={person.userId}
          data-testid="person-switch"
          onChange={(event) => onChange({ person: event.target.value })}
        >
          {people.map((one) => (
            <option key={one.userId} value={one.userId}>
              {`${one.name}, ${one.title}`}
            </option>
          ))}
        </select>
      </div>
      {address.page === null && <PlaceChoice place={address.place} onChange={onChange} />}
      <div className="field">
        <label className="field-label" htmlFor={`${id}-locale`}>
          Language of the record
        </label>
        <select
          id={`${id}-locale`}
          className="control"
          value={address.locale}
          data-testid="locale-switch"
          onChange={(event) =>
            onChange({ locale: locales.find((one) => one === event.target.value) ?? 'en-US' })
          }
        >
          {locales.map((locale) => (
            <option key={locale} value={locale}>
              {localeNames[locale]}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}

function PlaceChoice({ place: chosen, onChange }: { place: Place; onChange: ChooserProps['onChange'] }) {
  const id = useId();
  return (
    <fieldset className="field segments">
      <legend className="field-label">Place</legend>
      <div className="segments-row">
        {places.map((place) => (
          <label key={place} className="segment">
            <input
              type="radio"
              name={`${id}-place`}
              checked={chosen === place}
              data-testid={`place-${place}`}
              onChange={() => onChange({ place })}
            />
            <span>{placeNames[place]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
