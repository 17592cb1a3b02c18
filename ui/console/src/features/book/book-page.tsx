import type { AccountBook } from '@dealfloor/price-book';
import { Group, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { FreshnessNote } from '../../components/freshness-note.tsx';
import { ListKeys } from '../../components/list-keys.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { StaleNotice } from '../../components/stale-notice.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useRowKeys } from '../../components/use-row-keys.ts';
import { useWindow } from '../../components/use-window.ts';
import { WindowSwitch } from '../../components/window-switch.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { useBook } from './api/get-book.ts';
import { BookCards } from './book-cards.tsx';
import { useBookKey } from './book-filter.ts';
import { BookPicker } from './book-picker.tsx';
import { bookSentence, withoutWorstSentence } from './book-sentence.ts';
import { BookTable } from './book-table.tsx';
import { SalesCost } from './sales-cost.tsx';
import './book.css';

/** Who earns their keep and who does not, the worst on top. */
export function BookPage() {
  const [window, setWindow] = useWindow();
  const [key, setKey] = useBookKey();
  const book = useBook(window, key);
  const name = book.data?.book.name ?? 'Book of business';
  usePageTitle(`${name === 'Book of business' ? name : `Book of business: ${name}`}, ${window} days`);
  useAnnouncement(book.data && !book.isPlaceholderData ? bookSentence(book.data) : null);
  const isClosed = book.isLoadingError && [403, 404].includes(problemOf(book.error).status);
  return (
    <>
      <header className="page-header book-header">
        <h1>{book.data ? bookSentence(book.data) : 'Book of business'}</h1>
        <ListKeys one="account" many="accounts" />
      </header>
      <Group gap="sm" className="book-filters">
        <WindowSwitch window={window} onChange={setWindow} />
        {book.data ? <BookPicker book={book.data} onChange={setKey} /> : null}
      </Group>
      {book.data && book.isError ? (
        <StaleNotice
          asOfMs={book.dataUpdatedAt}
          onRetry={() => void book.refetch()}
          isRetrying={book.isFetching}
        />
      ) : null}
      {book.data ? <BookContent book={book.data} isOld={book.isPlaceholderData} /> : null}
      {book.isPending ? <BookLoading /> : null}
      {book.isLoadingError ? (
        <ProblemPanel
          title={isClosed ? 'This book is not open to you' : 'The book could not be loaded'}
          error={book.error}
          onRetry={() => void book.refetch()}
          isRetrying={book.isFetching}
        />
      ) : null}
    </>
  );
}

function BookContent({ book, isOld }: { book: AccountBook; isOld: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list, '.account-link');
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const without = withoutWorstSentence(book);
  return (
    <div className="book" ref={list} aria-busy={isOld}>
      {without ? (
        <p className="without-worst" data-testid="without-worst">
          {without}
        </p>
      ) : null}
      <FreshnessNote freshness={book.freshness} />
      {book.accounts === 0 ? <BookEmpty book={book} /> : null}
      {book.accounts > 0 && isNarrow ? <BookCards book={book} /> : null}
      {book.accounts > 0 && !isNarrow ? <BookTable book={book} /> : null}
      <SalesCost book={book} />
      <p className="muted small">Shows account names only.</p>
    </div>
  );
}

function BookEmpty({ book: { to, book } }: { book: AccountBook }) {
  return (
    <div className="panel empty">
      <p>
        <strong>{to === null ? 'Nothing is booked yet.' : `No paying account is in ${book.name}.`}</strong>
      </p>
      <p className="muted">
        {to === null
          ? 'Accounts come here as soon as the costs of a first day are booked.'
          : 'An account comes here when it is yours in HubSpot and costs or earns something.'}
      </p>
    </div>
  );
}

/** The shape of the book while it loads. */
function BookLoading() {
  return (
    <div role="status" aria-label="The book is loading" className="skeletons">
      {['first', 'second', 'third'].map((row) => (
        <Skeleton key={row} height={56} />
      ))}
    </div>
  );
}
