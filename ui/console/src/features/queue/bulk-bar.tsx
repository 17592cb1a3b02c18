import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { BulkDialog } from './bulk-dialog.tsx';
import { type Selection, selectionSentence, whyNotApprove } from './selection.ts';

/** What is marked and what can be done with all of it. */
export function BulkBar({ selection }: { selection: Selection }) {
  const [kind, setKind] = useState<'approve' | 'request-changes' | null>(null);
  const { rows, clear } = selection;
  const reason = whyNotApprove(rows);
  if (rows.length === 0 && kind === null) return null;
  return (
    <section className="bulk-bar panel" aria-label="Selected requests" data-testid="bulk-bar">
      <p>
        <strong>{selectionSentence(rows)}</strong>
        {reason ? (
          <span id="bulk-reason" className="block small">
            {reason}
          </span>
        ) : null}
      </p>
      <Group gap="sm">
        <Button
          disabled={reason !== null}
          aria-describedby={reason ? 'bulk-reason' : undefined}
          onClick={() => setKind('approve')}
        >
          Approve
        </Button>
        <Button variant="default" onClick={() => setKind('request-changes')}>
          Request changes
        </Button>
        <Button variant="subtle" onClick={clear}>
          Clear
        </Button>
      </Group>
      {kind ? (
        <BulkDialog
          kind={kind}
          rows={rows}
          onClose={() => {
            setKind(null);
            clear();
          }}
          onCancel={() => setKind(null)}
        />
      ) : null}
    </section>
  );
}
