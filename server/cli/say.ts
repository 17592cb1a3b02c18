import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Styled only on a terminal, and never under NO_COLOR: Node looks at both. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One JSON document on standard output, for programs. */
export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2));
}
