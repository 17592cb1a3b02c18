import { useCallback, useState } from 'react';
import type { LogLevel } from '../contract.ts';

export type LogLine = { key: number; level: LogLevel; text: string };

const mostLines = 50;
let nextKey = 0;

export function useCardLog(): { lines: LogLine[]; add: (level: LogLevel, text: string) => void } {
  const [lines, setLines] = useState<LogLine[]>([]);
  const add = useCallback((level: LogLevel, text: string) => {
    setLines((known) => [...known, { key: nextKey++, level, text }].slice(-mostLines));
  }, []);
  return { lines, add };
}

export function CardLog({ lines }: { lines: LogLine[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="record-properties">
      <summary>Log of the card ({lines.length})</summary>
      <ol className="card-log">
        {lines.map((line) => (
          <li key={line.key}>{`${line.level}: ${line.text}`}</li>
        ))}
      </ol>
    </details>
  );
}
