/** Why bytes are not the JSON we take, in a sentence. */
export type ScanFault = string | null;

const MOST_DEPTH = 16;
const BOM = '\uFEFF';

/**
 * What JSON.parse lets pass and we do not: a byte-order mark, nesting deeper than any of our bodies, and an object that
 * names a key twice (the last would win silently). Whether it is JSON at all is left to JSON.parse.
 */
export function scanJson(text: string, noun = 'body'): ScanFault {
  if (text.startsWith(BOM)) return `The ${noun} starts with a byte-order mark.`;
  const keys: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      const open = keys.at(-1);
      if (open && isKey(text, end)) {
        const key = unescaped(text.slice(index, end + 1));
        if (open.has(key)) return `The ${noun} names a key twice.`;
        open.add(key);
      }
      index = end;
    } else if (character === '{' || character === '[') {
      keys.push(character === '{' ? new Set() : null);
      if (keys.length > MOST_DEPTH) return `The ${noun} is nested too deeply.`;
    } else if (character === '}' || character === ']') {
      keys.pop();
    }
  }
  return null;
}

/** The index of a string's closing quote, or of the last character when it never closes. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length - 1 : end;
}

/** Of two backslashes the second is the one that is escaped. */
function isEscaped(text: string, index: number): boolean {
  let slashes = 0;
  while (text[index - slashes - 1] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function isKey(text: string, end: number): boolean {
  let index = end + 1;
  while (index < text.length && ' \t\r\n'.includes(text[index] ?? '')) index += 1;
  return text[index] === ':';
}

/** The same key may be written in two ways ("a" and "\u0061"). */
function unescaped(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
