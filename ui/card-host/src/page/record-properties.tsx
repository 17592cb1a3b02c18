import type { CrmProperties } from '../contract.ts';
import type { RecordKind } from './sandbox-records.ts';

const ours = 'dealfloor_';

type RecordPropertiesProps = { kind: RecordKind; properties: CrmProperties; isOpen: boolean };

/** What the sandbox holds on the record, ours first: shows that the server writes back. */
export function RecordProperties({ kind, properties, isOpen }: RecordPropertiesProps) {
  const names = Object.keys(properties).sort(
    (one, other) => Number(other.startsWith(ours)) - Number(one.startsWith(ours)) || one.localeCompare(other),
  );
  return (
    <details className="record-properties" open={isOpen}>
      <summary>
        Properties of the {kind} in the sandbox ({names.length})
      </summary>
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
