const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that show nothing and turn, join or hide what stands around them; the one that colours an emoji may stay. */
const UNSEEN = /(?!\uFE0F)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]/gu;

/** What somebody typed, as one line that shows all of itself: unseen marks become escapes, line ends become spaces. */
export function plainText(typed: string): string {
  return (
    typed
      .toWellFormed()
      .replace(CONTROLS, ' ')
      .replace(UNSEEN, escapeOf)
      // Mailboxes make a link of every address, whoever typed it.
      .replaceAll('://', ': //')
      .trim()
  );
}

function escapeOf(mark: string): string {
  const code = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** At most so many characters, the last one dots when something was cut; never half a character. */
export function atMost(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** Text inside HTML, also inside an attribute. */
export function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
