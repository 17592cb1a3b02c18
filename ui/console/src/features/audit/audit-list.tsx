import type { AuditRow } from '@dealfloor/price-book';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from 'react-router';
import { Scroller } from '../../components/scroller.tsx';
import { showMoment, showShortMoment } from '../../words/show-time.ts';
import { showVia, showWho } from './audit-words.ts';

/** Entries as a table; on a narrow screen as cards, with nothing to scroll sideways. */
export function AuditList({ entries }: { entries: readonly AuditRow[] }) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return isNarrow ? <AuditCards entries={entries} /> : <AuditTable entries={entries} />;
}

function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  return (
    <Scroller label="Audit entries">
      <table className="table audit-table">
        <thead>
          <tr>
            {['When', 'Who', 'What', 'Deal', 'Before', 'After', 'Price book', 'Policy', 'Via'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((row) => (
            <tr key={row.sequence} data-testid="audit-row" data-action={row.action}>
              <td className="figure when">
                <When at={row.at} />
              </td>
              <td>{showWho(row)}</td>
              <th scope="row">
                <EntryLink row={row} />
              </th>
              <td>{row.deal?.name ?? ''}</td>
              <td>{row.before ?? ''}</td>
              <td>{row.after ?? ''}</td>
              <td className="figure version">{row.priceBook ?? ''}</td>
              <td className="figure version">{row.policy ?? ''}</td>
              <td>{showVia(row.via)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function AuditCards({ entries }: { entries: readonly AuditRow[] }) {
  return (
    <ul className="audit-cards" aria-label="Audit entries">
      {entries.map((row) => (
        <li key={row.sequence} className="panel" data-testid="audit-row" data-action={row.action}>
          <h2>
            <EntryLink row={row} />
          </h2>
          <p className="muted small">
            <When at={row.at} />, {showWho(row)}, {showVia(row.via)}
          </p>
          {row.deal ? <p>{row.deal.name}</p> : null}
          {row.after ? (
            <p>
              {row.before ? `${row.before} → ` : ''}
              {row.after}
            </p>
          ) : null}
          {row.priceBook ? (
            <p className="muted small">
              Price book {row.priceBook}, policy {row.policy}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function EntryLink({ row: { sequence, what } }: { row: AuditRow }) {
  return (
    <Link to={`/audit/${sequence}`} className="entry-link">
      {what}
    </Link>
  );
}

function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={showMoment(at)}>
      {showShortMoment(at)}
    </time>
  );
}
