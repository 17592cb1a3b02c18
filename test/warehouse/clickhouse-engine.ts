import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const VERSION = '3.4.0';

type Session = {
  query(sql: string, format?: string): string;
  cleanup(): void;
};
const Engine = z.object({ Session: z.custom<new () => Session>((value) => typeof value === 'function') });

const FOLDER = join(tmpdir(), `dealfloor-chdb-${VERSION}`);

/** Whether the engine lies in the temporary folder already. */
export function hasEngine(): boolean {
  return existsSync(join(FOLDER, 'node_modules', 'chdb', 'package.json'));
}

/** ClickHouse's own engine in this process; npm brings it on the first run and it stays in the temporary folder. */
export function openEngine(): Session {
  if (!hasEngine()) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `chdb@${VERSION}`], {
      cwd: FOLDER,
      stdio: 'inherit',
    });
  }
  const engine: unknown = createRequire(join(FOLDER, 'index.js'))('chdb');
  const { Session } = Engine.parse(engine);
  return new Session();
}

export type Warehouse = { readonly url: string; close(): Promise<void> };

/** As much of ClickHouse's HTTP interface as its own client needs, before the real engine. */
export function serveEngine(session: Session): Promise<Warehouse> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers, body } = answer(
        session,
        request.headers.authorization,
        Buffer.concat(chunks).toString(),
      );
      response.writeHead(status, headers).end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const close = () => new Promise<void>((closed) => server.close(() => closed()));
      resolve({ url: `http://reader:secret-of-reader@127.0.0.1:${port}`, close });
    });
  });
}

const READER = `Basic ${Buffer.from('reader:secret-of-reader').toString('base64')}`;

function answer(session: Session, authorization: string | undefined, sql: string) {
  if (authorization !== READER) return refusal(403, 516, 'Authentication failed. (AUTHENTICATION_FAILED)');
  try {
    return {
      status: 200,
      headers: { 'X-ClickHouse-Format': 'JSONCompactEachRow' },
      body: session.query(sql),
    };
  } catch (error) {
    const [, code = '0', words = ''] = /Code: (\d+)\. (.*)/s.exec(String(error)) ?? [];
    return refusal(code === '60' ? 404 : 500, Number(code), words);
  }
}

function refusal(status: number, code: number, words: string) {
  const body = `Code: ${code}. DB::Exception: ${words.replace(/^DB::Exception: /, '')}`;
  return { status, headers: { 'X-ClickHouse-Exception-Code': String(code) }, body };
}
