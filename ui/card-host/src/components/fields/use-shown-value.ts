import { useCallback, useEffect, useRef, useState } from 'react';

type Sent<Value> = { value: Value };

/** Long enough for the card to draw after its handler returned. */
const echoGraceMs = 500;

/**
 * What a field shows while the card, which owns the value, lives a worker away. Typing is shown at once; the card's
 * echo of something typed earlier is ignored, so no character is lost; any other new value replaces what is shown.
 */
export function useShownValue<Value extends string | boolean | number | null>(
  given: Value | undefined,
  initial: Value,
): [Value, (value: Value, send?: () => unknown) => void] {
  const [shown, setShown] = useState<Value>(given ?? initial);
  const sent = useRef<Sent<Value>[]>([]);

  useEffect(() => {
    if (given === undefined) return;
    const echo = sent.current.findIndex((earlier) => Object.is(earlier.value, given));
    if (echo >= 0) sent.current.splice(0, echo + 1);
    else setShown(given);
  }, [given]);

  const show = useCallback((value: Value, send?: () => unknown) => {
    setShown(value);
    if (send === undefined) return;
    const entry = { value };
    sent.current.push(entry);
    const forget = () => {
      setTimeout(() => {
        sent.current = sent.current.filter((other) => other !== entry);
      }, echoGraceMs);
    };
    Promise.resolve(send()).then(forget, forget);
  }, []);

  return [shown, show];
}
