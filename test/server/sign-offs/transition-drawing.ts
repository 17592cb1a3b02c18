import { readFileSync } from 'node:fs';
import { TRANSITIONS } from '../../../server/sign-offs/transitions.ts';

export const PAGE = new URL('../../../docs/sign-off.md', import.meta.url);

const BEGIN = '<!-- made by test/server/sign-offs/write-drawing.ts from server/sign-offs/transitions.ts -->';
const END = '<!-- end -->';

/** The page as it must stand: the drawing and the table of all moves between their two marks. */
export function pageWithDrawing(): string {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error('docs/sign-off.md has lost the marks of its drawing');
  return `${page.slice(0, start)}${BEGIN}\n\n${drawing()}\n\n${table()}\n\n${page.slice(end)}`;
}

function drawing(): string {
  const arrows = TRANSITIONS.flatMap(({ from, action, to }) =>
    from.map((state) => `  ${named(state)} --> ${named(to === 'unchanged' ? state : to)}: ${action}`),
  );
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> draft', ...arrows, '```'].join('\n');
}

/** Mermaid reads a dash as the beginning of an arrow. */
function named(state: string): string {
  return state.replaceAll('-', '_');
}

function table(): string {
  const rows = TRANSITIONS.map(
    ({ from, action, to, who, when }) =>
      `| ${from.join(', ')} | ${action} | ${to === 'unchanged' ? 'as it was' : to} | ${who} | ${when} |`,
  );
  return ['| from | action | to | who | when |', '|---|---|---|---|---|', ...rows].join('\n');
}
