import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { connectMail } from '../../server/notices/email/connect-mail.ts';
import type { MailPort } from '../../server/notices/email/mail-port.ts';

/** A mail as it arrived, parsed back from the bytes of the SMTP exchange. */
export type ArrivedMail = {
  readonly to: string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly headerNames: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export type MailRoom = {
  readonly port: MailPort;
  readonly mails: ArrivedMail[];
  /** What the server answers to the next mails instead of taking them: an SMTP code. */
  readonly refusals: number[];
};

/** A real SMTP server on this machine, and our real client before it. */
export async function openMailRoom(): Promise<MailRoom> {
  const mails: ArrivedMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const responseCode = refusals.shift();
        if (responseCode) return done(Object.assign(new Error('not this one'), { responseCode }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, ...parseMail(Buffer.concat(chunks).toString('latin1')) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const url = `smtp://127.0.0.1:${port}`;
  return {
    port: connectMail({ url, from: 'notices@dealfloor.example', deadlineMs: 3_000 }),
    mails,
    refusals,
  };
}

function parseMail(source: string): Omit<ArrivedMail, 'to'> {
  const { headers, names, body } = parsePart(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => parsePart(part.replace(/^\r\n/, '')));
  const ofType = (type: string) => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    return part ? decodeBody(part.body, part.headers.get('content-transfer-encoding') ?? '') : '';
  };
  return {
    headers,
    headerNames: names,
    subject: decodeWords(headers.get('subject') ?? ''),
    text: ofType('text/plain'),
    html: ofType('text/html'),
  };
}

function parsePart(source: string) {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: new Map(pairs), names: pairs.map(([name]) => name), body: source.slice(end + 4) };
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8');
  return Buffer.from(unquoted(body.replace(/=\r\n/g, '')), 'latin1').toString('utf8');
}

function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind: string, word: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1').toString('utf8'),
  );
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
