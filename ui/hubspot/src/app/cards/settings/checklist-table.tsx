import type { CheckItem, CheckName } from '@dealfloor/price-book';
import {
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

const STATES = {
  ok: { word: 'Done', variant: 'success' },
  not: { word: 'To do', variant: 'warning' },
  unknown: { word: 'Not known', variant: 'default' },
} as const;

/** The seven items, each with how it stands and the button that looks again. */
export function ChecklistTable({
  items,
  busy,
  onCheck,
  onCreateMissing,
}: {
  items: readonly CheckItem[];
  busy: boolean;
  onCheck: (names: readonly CheckName[]) => void;
  onCreateMissing: () => void;
}) {
  return (
    <>
      <Table bordered>
        <TableHead>
          <TableRow>
            <TableHeader>Step</TableHeader>
            <TableHeader width="min">State</TableHeader>
            <TableHeader>What was found</TableHeader>
            <TableHeader width="min">Look again</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(({ name, title, state, sentence, toDo }) => (
            <TableRow key={name}>
              <TableCell>{title}</TableCell>
              <TableCell width="min">
                <StatusTag testId={`state-${name}`} variant={STATES[state].variant}>
                  {STATES[state].word}
                </StatusTag>
              </TableCell>
              <TableCell>
                <Text testId={`found-${name}`}>{toDo === null ? sentence : `${sentence} ${toDo}`}</Text>
              </TableCell>
              <TableCell>
                <Button testId={`check-${name}`} size="xs" disabled={busy} onClick={() => onCheck([name])}>
                  Check
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Flex direction="row" gap="sm" wrap>
        <Button testId="check-all" disabled={busy} onClick={() => onCheck(items.map(({ name }) => name))}>
          Check all
        </Button>
        <Button testId="create-missing" variant="secondary" disabled={busy} onClick={onCreateMissing}>
          Create missing properties
        </Button>
      </Flex>
    </>
  );
}
