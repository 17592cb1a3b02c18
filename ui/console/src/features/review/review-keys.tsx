import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { KeyHelp } from '../../components/key-help.tsx';
import { useKeyCommands, useSingleKeysSwitch } from '../../components/use-single-keys.ts';
import type { DecisionKind } from './read-draft.ts';

const LINES = [
  { keys: ['A'], does: 'Approve' },
  { keys: ['C'], does: 'Approve with conditions' },
  { keys: ['Q'], does: 'Request changes' },
  { keys: ['R'], does: 'Reject' },
  { keys: ['N'], does: 'Next request' },
  { keys: ['U'], does: 'Up to the queue' },
  { keys: ['?'], does: 'List the keys' },
];

type ReviewKeysProps = { canDecide: boolean; nextPath: string | null; onOpen: (kind: DecisionKind) => void };

export function ReviewKeys({ canDecide, nextPath, onOpen }: ReviewKeysProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [areOn, setAreOn] = useSingleKeysSwitch();
  const navigate = useNavigate();
  const commands = useMemo(() => {
    const decisions = {
      a: () => onOpen('approve'),
      c: () => onOpen('approve-with-conditions'),
      q: () => onOpen('request-changes'),
      r: () => onOpen('reject'),
    };
    return {
      '?': () => setIsOpen(true),
      u: () => void navigate('/queue'),
      ...(nextPath ? { n: () => void navigate(nextPath) } : {}),
      ...(canDecide ? decisions : {}),
    };
  }, [canDecide, nextPath, onOpen, navigate]);
  useKeyCommands(commands, areOn);
  return (
    <KeyHelp
      lines={LINES}
      isOpen={isOpen}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
      areSingleKeysOn={areOn}
      onSwitch={setAreOn}
    />
  );
}
