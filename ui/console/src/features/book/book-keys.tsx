import { useMemo, useState } from 'react';
import { KeyHelp } from '../../components/key-help.tsx';
import { useKeyCommands, useSingleKeysSwitch } from '../../components/use-single-keys.ts';

const LINES = [
  { keys: ['↑', '↓'], does: 'Move between accounts' },
  { keys: ['Enter'], does: 'Open the account' },
  { keys: ['?'], does: 'List the keys' },
];

export function BookKeys() {
  const [isOpen, setIsOpen] = useState(false);
  const [areOn, setAreOn] = useSingleKeysSwitch();
  const commands = useMemo(() => ({ '?': () => setIsOpen(true) }), []);
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
