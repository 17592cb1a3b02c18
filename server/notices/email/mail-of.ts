import type { Message } from '../../outbox/effect.ts';
import { asHtml } from '../plain-text.ts';
import type { Mail } from './mail-port.ts';

/** A message as a mail: the same words as text and as HTML, and one link that shows and never decides. */
export function mailOf(message: Message, to: string): Mail {
  const { id, header, lines, quote, background, link } = message;
  const said = [
    ...lines,
    ...(quote === null ? [] : [`"${quote}"`]),
    ...(background === null ? [] : [background]),
  ];
  const text = [header, ...said, `Review: ${link}`].join('\n\n');
  const html = [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif;max-width:40em">',
    `<p><strong>${asHtml(header)}</strong></p>`,
    ...lines.map((line) => `<p>${asHtml(line)}</p>`),
    ...(quote === null ? [] : [`<blockquote>${asHtml(quote)}</blockquote>`]),
    ...(background === null ? [] : [`<p><small>${asHtml(background)}</small></p>`]),
    `<p><a href="${asHtml(link)}">Review</a></p>`,
    '</body></html>',
  ].join('\n');
  return { id, to, subject: header, text: `${text}\n`, html };
}
