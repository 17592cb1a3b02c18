import type { PriceBook } from '@dealfloor/price-book';
import { Button, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { downloadFile } from '../../components/download-file.ts';
import { problemOf } from '../../http/api-problem.ts';
import { usePriceBookInForce } from './api/get-starting-points.ts';
import { type FieldIssue, issueAt } from './field-issues.ts';
import { NO_BOOK, PriceBookDraft, readBookDraft, readBookFile } from './price-book-draft.ts';
import { ProposeForm } from './propose-form.tsx';
import { ProposePage } from './propose-page.tsx';
import { useKeptProposal } from './use-kept-proposal.ts';
import { useProposing } from './use-proposing.ts';

const FIELDS = ['file', 'version', 'effectiveFrom'];

/** A price book from a file. */
export function ProposePriceBookPage() {
  return (
    <ProposePage title="Propose a price book" kind="price-book">
      <PriceBookForm />
    </ProposePage>
  );
}

function PriceBookForm() {
  const navigate = useNavigate();
  const { draft, write, forget } = useKeptProposal('price-book', PriceBookDraft, NO_BOOK);
  const [fault, setFault] = useState<string | null>(null);
  const proposing = useProposing({
    typed: JSON.stringify({ ...draft, why: '' }),
    why: draft.why,
    prefix: 'change.priceBook.',
    read: () => readBookDraft(draft),
    onProposed: ({ id }) => {
      forget();
      void navigate(`/proposals/${id}`);
    },
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    const { draft: read, fault: found } = readBookFile(file.name, await file.text());
    setFault(found);
    if (read) write(read);
  };
  const { issues } = proposing;
  return (
    <ProposeForm proposing={proposing} fields={FIELDS} why={draft.why} onWhy={(why) => write({ why })}>
      <BookInForce />
      <section className="panel" aria-labelledby="book-title">
        <h2 id="book-title">The price book</h2>
        <FileInput
          label="File"
          description="JSON as dealfloor price-book export writes it."
          placeholder={draft.fileName || 'Choose a file'}
          required
          accept="application/json,.json"
          value={null}
          error={fault ?? issueAt(issues, 'file')}
          onChange={(file) => void choose(file)}
        />
        {draft.book ? <BookFields draft={draft} issues={issues} onWrite={write} /> : null}
      </section>
    </ProposeForm>
  );
}

type BookFieldsProps = {
  draft: PriceBookDraft;
  issues: readonly FieldIssue[];
  onWrite: (part: Partial<PriceBookDraft>) => void;
};

/** The name and the first day that stand in the file, to be put right without another one. */
function BookFields({ draft, issues, onWrite }: BookFieldsProps) {
  return (
    <div className="field-grid">
      <TextInput
        type="date"
        label="Holds from"
        description="A UTC day, today or later."
        required
        value={draft.effectiveFrom}
        error={issueAt(issues, 'effectiveFrom')}
        onChange={(event) => onWrite({ effectiveFrom: event.currentTarget.value })}
      />
      <TextInput
        label="Version name"
        description="Small letters, digits, dots and dashes."
        required
        maxLength={40}
        value={draft.version}
        error={issueAt(issues, 'version')}
        onChange={(event) => onWrite({ version: event.currentTarget.value })}
      />
    </div>
  );
}

/** The book to start from, as a file. */
function BookInForce() {
  const { mutate, isPending, isError, error, data } = usePriceBookInForce();
  const save = (book: PriceBook | null) => {
    if (book) downloadFile(`price-book-${book.version}.json`, new Blob([JSON.stringify(book, null, 2)]));
  };
  return (
    <section className="panel" aria-label="In force">
      <p>Take the price book that is in force, change what shall be another, and choose the file here.</p>
      <Button
        variant="default"
        className="add-row"
        loading={isPending}
        onClick={() => mutate(undefined, { onSuccess: save })}
      >
        Download it
      </Button>
      {isError ? (
        <p className="issue" role="alert">
          No file: {problemOf(error).message}
        </p>
      ) : null}
      {data === null ? <p role="alert">No price book is in force yet.</p> : null}
    </section>
  );
}
