import { useMemo, useState } from 'react';
import { KeyHelp } from './key-help.tsx';
import { useKeyCommands, useSingleKeysSwitch } from './use-single-keys.ts';

type ListKeysProps = { readonly one: string; readonly many: string };

/** The keys of a list of rows that open: requests, accounts. */
export function ListKeys({ one, many }: ListKeysProps) {
  const lines = [
    { keys: ['↑', '↓'], does: `Move between ${many}` },
    { keys: ['Enter'], does: `Open the ${one}` },
    { keys: ['?'], does: 'List the keys' },
  ];
  const [isOpen, setIsOpen] = useState(false);
  const [areOn, setAreOn] = useSingleKeysSwitch();
  const commands = useMemo(() => ({ '?': () => setIsOpen(true) }), []);
  useKeyCommands(commands, areOn);
  return (
    <KeyHelp
      lines={lines}
      isOpen={isOpen}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
      areSingleKeysOn={areOn}
      onSwitch={setAreOn}
    />
  );
}
