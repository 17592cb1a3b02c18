import { Button, Group } from '@mantine/core';
import { downloadFile } from '../../components/download-file.ts';
import { problemOf } from '../../http/api-problem.ts';
import { useAuditFile } from './api/get-audit.ts';
import type { AuditFilter } from './audit-filter.ts';

/** The entries that are shown, and all older ones of the same filter, as a file. */
export function AuditFiles({ filter }: { filter: AuditFilter }) {
  const file = useAuditFile(filter);
  const fetchFile = (format: 'csv' | 'jsonl') =>
    file.mutate(format, { onSuccess: (fetched) => downloadFile(`audit.${fetched.format}`, fetched.file) });
  const waiting = (format: string) => file.isPending && file.variables === format;
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => fetchFile('csv')} loading={waiting('csv')}>
        Export CSV
      </Button>
      <Button variant="default" onClick={() => fetchFile('jsonl')} loading={waiting('jsonl')}>
        Export JSONL
      </Button>
      {file.isError ? (
        <p className="issue" role="alert">
          No file: {problemOf(file.error).message}
        </p>
      ) : null}
    </Group>
  );
}
