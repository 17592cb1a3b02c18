import { type Queue, type QueueRow, showPercent } from '@dealfloor/price-book';
import {
  Flex,
  Link,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { showDay } from '../words/show-day.ts';
import { SIGN_OFF_WORDS } from '../words/sign-off-words.ts';
import { VerdictTag } from '../words/verdict-tag.tsx';

const ROWS_A_PAGE = 25;

/** What waits, one request a row, each with the way to where it is decided. */
export function QueueTable({ queue, locale }: { queue: Queue; locale: string }) {
  const [chosen, setPage] = useState(1);
  const pageCount = Math.ceil(queue.rows.length / ROWS_A_PAGE);
  const page = Math.min(chosen, pageCount);
  const rows = queue.rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
  return (
    <Table
      bordered
      testId="queue-table"
      paginated={pageCount > 1}
      pageCount={pageCount}
      page={page}
      onPageChange={setPage}
    >
      <TableHead>
        <TableRow>
          <TableHeader>Deal</TableHeader>
          <TableHeader width="min">Verdict</TableHeader>
          <TableHeader width="min">Likely range</TableHeader>
          <TableHeader>Asked by</TableHeader>
          <TableHeader width="min">Business hours waiting</TableHeader>
          <TableHeader width="min">Needed by</TableHeader>
          <TableHeader width="min">Decide</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <WaitingRow key={row.signOff.id} row={row} consoleUrl={queue.consoleUrl} locale={locale} />
        ))}
      </TableBody>
    </Table>
  );
}

function WaitingRow({ row, consoleUrl, locale }: { row: QueueRow; consoleUrl: string; locale: string }) {
  const { signOff, dealName, companyName, word, marginPercent } = row;
  return (
    <TableRow testId={`request-${signOff.dealId}`}>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>{dealName}</Text>
        {companyName && companyName !== dealName ? <Text variant="microcopy">{companyName}</Text> : null}
      </TableCell>
      <TableCell width="min">
        <VerdictTag
          word={word}
          testId={`verdict-${signOff.dealId}`}
          suffix={marginPercent === null ? ', margin not known' : ` ${showPercent(marginPercent, locale)}`}
        />
      </TableCell>
      <TableCell width="min">{rangeWords(row, locale)}</TableCell>
      <TableCell>{signOff.requestedBy.name}</TableCell>
      <TableCell>
        <Waiting row={row} />
      </TableCell>
      <TableCell width="min">{showDay(signOff.neededBy, locale)}</TableCell>
      <TableCell>
        <Link
          testId={`review-${signOff.dealId}`}
          href={{ url: `${consoleUrl}/sign-offs/${signOff.id}`, external: true }}
        >
          Review
        </Link>
      </TableCell>
    </TableRow>
  );
}

/** Hours in which people answer, and what makes this request more urgent than that number. */
function Waiting({ row: { signOff, waitingBusinessHours, isOverdue } }: { row: QueueRow }) {
  const { approvalsGiven, approvalsNeeded, status } = signOff;
  return (
    <Flex direction="column" gap="flush" align="start">
      <Text>{`${waitingBusinessHours} h`}</Text>
      {isOverdue ? (
        <StatusTag testId={`overdue-${signOff.dealId}`} variant="danger">
          Overdue
        </StatusTag>
      ) : null}
      {status === 'second-look' ? <Text variant="microcopy">{SIGN_OFF_WORDS[status].name}</Text> : null}
      {approvalsNeeded > 1 ? (
        <Text variant="microcopy">{`${approvalsGiven} of ${approvalsNeeded} approved`}</Text>
      ) : null}
    </Flex>
  );
}

function rangeWords({ lowPercent, highPercent }: QueueRow, locale: string): string {
  if (lowPercent === null || highPercent === null) return 'Not known';
  return `${showPercent(lowPercent, locale)} to ${showPercent(highPercent, locale)}`;
}
