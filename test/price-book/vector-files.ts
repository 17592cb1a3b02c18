import { dealVectors } from './deal-vectors.ts';
import { allocationVectors, lineVectors } from './line-vectors.ts';

/** The vectors of the price book's folder, by path, as they must stand there; numbers that may be large are text. */
export function vectorFiles(): { path: string; text: string }[] {
  return [
    { path: 'vectors/lines.json', text: print(lineVectors()) },
    { path: 'vectors/allocations.json', text: print(allocationVectors()) },
    { path: 'vectors/deals.json', text: print(dealVectors()) },
  ];
}

function print(cases: unknown): string {
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify({ cases }, plain, 1)}\n`;
}
