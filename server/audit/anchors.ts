import { z } from 'zod';
import type { Files } from '../files.ts';

/** The head of a portal's chain as it stood at a moment, written down outside the database. */
export const Anchor = z.strictObject({
  at: z.iso.datetime(),
  portalId: z.string(),
  sequence: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Anchor = z.infer<typeof Anchor>;

/** What a file of anchors holds, and the numbers of the lines that are none. */
export type AnchorFile = { readonly anchors: readonly Anchor[]; readonly unreadable: readonly number[] };

/** The anchors of a deployment. */
export type Anchors = {
  /** Null when there is no file that can be read. */
  read(): Promise<AnchorFile | null>;
  /** The newest anchor of a portal. */
  newest(portalId: string): Promise<Anchor | null>;
  /** Writes a head down, and says so, unless it or a later one of its portal is there already. */
  append(anchor: Anchor): Promise<boolean>;
};

/** Anchors in a file that only ever grows, one line each, written one after the other. */
export function createAnchors(files: Files, path: string): Anchors {
  let known: Promise<Map<string, Anchor>> | null = null;
  let writing: Promise<void> = Promise.resolve();
  const read = async () => {
    const bytes = await files.readBytes(path);
    return bytes && parseAnchors(new TextDecoder().decode(bytes));
  };
  const newest = () => {
    known ??= read().then((file) => new Map(file?.anchors.map((anchor) => [anchor.portalId, anchor])));
    return known;
  };
  const write = async (anchor: Anchor) => {
    const heads = await newest();
    if ((heads.get(anchor.portalId)?.sequence ?? 0) >= anchor.sequence) return false;
    await files.appendLine(path, JSON.stringify(anchor));
    heads.set(anchor.portalId, anchor);
    return true;
  };
  return {
    read,
    newest: async (portalId) => (await newest()).get(portalId) ?? null,
    append: (anchor) => {
      const written = writing.then(() => write(anchor));
      writing = written.then(
        () => {},
        () => {},
      );
      return written;
    },
  };
}

/** Reads lines as anchors; a line that is none is named, since somebody has to look at it. */
export function parseAnchors(text: string): AnchorFile {
  const anchors: Anchor[] = [];
  const unreadable: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const anchor = Anchor.safeParse(parseOrNull(line));
    if (anchor.success) anchors.push(anchor.data);
    else unreadable.push(index + 1);
  }
  return { anchors, unreadable };
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
