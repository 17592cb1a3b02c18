import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type ArithmeticFigures = {
  readonly costMicroseconds: number;
  readonly decimalMicroseconds: number;
  readonly estimateMicroseconds: number;
};

const script = fileURLToPath(new URL('./price-book.ts', import.meta.url));

/** S4, as `price-book.ts` measures it: its totals are compared and its rounds interleaved there. */
export function measureArithmetic(): ArithmeticFigures {
  const lines = execFileSync(process.execPath, [script], { encoding: 'utf8' }).split('\n');
  const microsecondsOf = (name: string) => {
    const line = lines.find((text) => text.startsWith(name));
    const figure = Number(/([\d.]+) µs$/.exec(line ?? '')?.[1]);
    if (!(figure > 0)) throw new Error(`price-book.ts did not say what "${name}" costs`);
    return figure;
  };
  return {
    costMicroseconds: microsecondsOf('cost() of 8 lines'),
    decimalMicroseconds: microsecondsOf('decimal.js'),
    estimateMicroseconds: microsecondsOf('estimateDeal, mean'),
  };
}
