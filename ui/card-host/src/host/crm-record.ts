import type { CrmProperties, PropertiesListener, PropertyNames } from '../contract.ts';

export type CrmRecord = {
  read: (names: PropertyNames) => Promise<CrmProperties>;
  /** Calls back on every refresh that changed one of the named properties. */
  watch: (names: PropertyNames, listener: PropertiesListener) => () => void;
  refresh: () => Promise<void>;
};

type Watcher = { names: PropertyNames; listener: PropertiesListener; last: string };

/** The properties of the record that the card is on, as the sandbox holds them. */
export function createCrmRecord(load: () => Promise<CrmProperties>): CrmRecord {
  const watchers = new Set<Watcher>();
  let known: CrmProperties | null = null;
  return {
    async read(names) {
      known = await load();
      return chosen(known, names);
    },
    watch(names, listener) {
      const last = known === null ? '' : JSON.stringify(chosen(known, names));
      const watcher = { names, listener, last };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    async refresh() {
      known = await load();
      for (const watcher of watchers) tell(watcher, chosen(known, watcher.names));
    },
  };
}

function tell(watcher: Watcher, properties: CrmProperties): void {
  const text = JSON.stringify(properties);
  if (text === watcher.last) return;
  watcher.last = text;
  watcher.listener(properties);
}

function chosen(all: CrmProperties, names: PropertyNames): CrmProperties {
  if (names === '*') return all;
  return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
}
