import { extname, join, normalize } from 'node:path';
import type { Handler } from 'hono';
import type { Files } from '../files.ts';
import type { AppEnv } from './app-env.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Serves the built files below a folder; a path without an extension is a page of the app that lives there. */
export function serveFolder(files: Files, folder: string, prefix: string): Handler<AppEnv> {
  return async (c) => {
    const path = decoded(c.req.path.slice(prefix.length));
    if (path === null) return c.notFound();
    const asked = normalize(path).replace(/^(\.\.[/\\])+/, '');
    const file = extname(asked) === '' ? 'index.html' : asked;
    const content = await files.readBytes(join(folder, file));
    const type = TYPES[extname(file)];
    if (!content || !type) return c.notFound();
    const isHashed = file.includes('assets/');
    return c.body(content, 200, {
      'Content-Type': type,
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
}

/** A path with escapes that stand for no text names no file. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
