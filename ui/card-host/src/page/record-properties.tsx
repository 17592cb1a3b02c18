import type { CrmProperties } from '../contract.ts';

const ours = 'dealfloor_';

/** What the sandbox holds on the deal, ours first: shows that the server writes back. */
export function RecordProperties({ properties, isOpen }: { properties: CrmProperties; isOpen: boolean }) {
  const names = Object.keys(properties).sort(
    (one, other) => Number(other.startsWith(ours)) - Number(one.startsWith(ours)) || one.localeCompare(other),
  );
  return (
    <details className="record-properties" open={isOpen}>
      <summary>Properties of the deal in the sandbox ({names.length})</summary>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{properties[name] || '–'}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
