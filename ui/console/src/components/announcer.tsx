import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/** One polite live region for the whole console; the same sentence is spoken once in a row. */
export function Announcer({ children }: { children: ReactNode }) {
  const [sentence, setSentence] = useState('');
  const announce = useCallback((next: string) => setSentence(next), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="for-screen-readers" role="status" aria-live="polite" data-testid="announcer">
        {sentence}
      </div>
    </AnnounceContext>
  );
}

/** Says a sentence once, again only when it changes; null says nothing. */
export function useAnnouncement(sentence: string | null): void {
  const announce = useContext(AnnounceContext);
  const said = useRef<string | null>(null);
  useEffect(() => {
    if (sentence === null || said.current === sentence) return;
    said.current = sentence;
    announce(sentence);
  }, [sentence, announce]);
}
