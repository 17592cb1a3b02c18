import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useState,
} from 'react';
import { classes, type WithTestId } from '../test-id.ts';

type TabId = string | number;
type KnownTab = { id: TabId; title: string; disabled: boolean };
type TabList = { selected: TabId | undefined; prefix: string; announce: (tab: KnownTab) => () => void };

const TabListContext = createContext<TabList | null>(null);

type TabsProps = WithTestId & {
  children?: ReactNode;
  onSelectedChange?: (id: TabId) => void;
  defaultSelected?: TabId;
  selected?: TabId;
  variant?: 'default' | 'enclosed';
  fill?: boolean;
};

/** A tab says its own title when it is drawn: across the worker the parent cannot read its children's props. */
export function Tabs({
  children,
  onSelectedChange,
  defaultSelected,
  selected,
  variant,
  fill,
  testId,
}: TabsProps) {
  const [tabs, setTabs] = useState<KnownTab[]>([]);
  const [chosen, setChosen] = useState(defaultSelected);
  const prefix = useId();
  const announce = useCallback((tab: KnownTab) => {
    setTabs((known) => [...known.filter((other) => other.id !== tab.id), tab]);
    return () => setTabs((known) => known.filter((other) => other.id !== tab.id));
  }, []);
  const current = selected ?? chosen ?? tabs[0]?.id;
  const choose = (id: TabId) => {
    setChosen(id);
    onSelectedChange?.(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const open = tabs.filter((tab) => !tab.disabled);
    const next =
      open[(open.findIndex((tab) => tab.id === current) + (step ?? 0) + open.length) % open.length];
    if (step === undefined || next === undefined) return;
    choose(next.id);
    document.getElementById(`${prefix}-${next.id}`)?.focus();
  };
  return (
    <div className={classes('tabs', variant === 'enclosed' && 'tabs-enclosed')} data-testid={testId}>
      <div className={classes('tab-list', fill && 'tab-list-fill')} role="tablist" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${prefix}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === current}
            aria-controls={`${prefix}-${tab.id}-panel`}
            tabIndex={tab.id === current ? 0 : -1}
            disabled={tab.disabled}
            onClick={() => choose(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <TabListContext.Provider value={{ selected: current, prefix, announce }}>
        {children}
      </TabListContext.Provider>
    </div>
  );
}

type TabProps = WithTestId & { disabled?: boolean; tabId?: TabId; title?: string; children?: ReactNode };

export function Tab({ disabled = false, tabId, title = '', children, testId }: TabProps) {
  const list = useContext(TabListContext);
  const ownId = useId();
  const id = tabId ?? ownId;
  const announce = list?.announce;
  useLayoutEffect(() => announce?.({ id, title, disabled }), [announce, id, title, disabled]);
  if (list === null) throw new Error('A Tab only stands inside Tabs.');
  return (
    <div
      id={`${list.prefix}-${id}-panel`}
      role="tabpanel"
      aria-labelledby={`${list.prefix}-${id}`}
      hidden={list.selected !== id}
      data-testid={testId}
    >
      {list.selected === id && children}
    </div>
  );
}
