import type { QueueRow } from '@dealfloor/price-book';
import { Checkbox } from '@mantine/core';
import { Link } from 'react-router';
import { DayWithDistance } from '../../components/day.tsx';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { isWaiting } from './order-rows.ts';
import { QueueRange } from './queue-range.tsx';
import { QueueState } from './queue-state.tsx';
import { type Selection, whyNotTogether } from './selection.ts';

export function QueueRowView({ row, selection }: { row: QueueRow; selection: Selection }) {
  const { signOff, dealName, companyName, word, marginPercent, rules, exposure } = row;
  return (
    <tr data-testid="queue-row">
      <td className="selecting">
        <RowCheckbox row={row} selection={selection} />
      </td>
      <th scope="row">
        {dealName}
        {companyName && companyName !== dealName ? (
          <span className="muted small block">{companyName}</span>
        ) : null}
      </th>
      <td>
        <VerdictLabel word={word} />
        <span className="figure block">{showShare(marginPercent)}</span>
      </td>
      <td>
        <QueueRange row={row} />
      </td>
      <td className="queue-rules">
        <RuleTitles rules={rules} />
      </td>
      <td className="figure number">{showDollars(exposure.shortfallUsd)}</td>
      <td className="figure number">{showDollars(exposure.atRiskUsd)}</td>
      <td className="figure number">{showDollars(exposure.termValueUsd)}</td>
      <td>{signOff.requestedBy.name}</td>
      <td>
        <QueueState row={row} />
      </td>
      <td>
        <DayWithDistance day={signOff.neededBy} isOpen={isWaiting(row)} />
      </td>
      <td>
        <ReviewLink row={row} />
      </td>
    </tr>
  );
}

function RowCheckbox({ row, selection }: { row: QueueRow; selection: Selection }) {
  if (!isWaiting(row)) return null;
  const reason = whyNotTogether(row);
  return (
    <Checkbox
      aria-label={`Select ${row.dealName}`}
      title={reason ?? undefined}
      disabled={reason !== null}
      checked={reason === null && selection.has(row)}
      onChange={() => selection.toggle(row)}
    />
  );
}

export function RuleTitles({ rules }: { rules: QueueRow['rules'] }) {
  if (rules.length === 0) return <span className="muted">None</span>;
  return (
    <ul>
      {rules.map(({ id, title, sentence }) => (
        <li key={id} title={sentence}>
          {title}
        </li>
      ))}
    </ul>
  );
}

export function ReviewLink({ row: { signOff, dealName } }: { row: QueueRow }) {
  return (
    <Link to={`/sign-offs/${signOff.id}`} className="review-link" aria-label={`Review ${dealName}`}>
      Review
    </Link>
  );
}
