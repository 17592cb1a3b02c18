import { useEffect, useState } from 'react';

const STORED_AS = 'dealfloor.single-keys';

/** Whether single letters act as commands; a person can switch them off, and it is remembered (WCAG 2.1.4). */
export function useSingleKeysSwitch(): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(STORED_AS) !== 'off');
  const change = (next: boolean) => {
    localStorage.setItem(STORED_AS, next ? 'on' : 'off');
    setIsOn(next);
  };
  return [isOn, change];
}

export type KeyCommands = Readonly<Record<string, () => void>>;

/** Runs a command per key, unless the person is typing, in a dialog or a menu, or holds a modifier. */
export function useKeyCommands(commands: KeyCommands, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusy(event.target)) return;
      const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!command) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [commands, isOn]);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
