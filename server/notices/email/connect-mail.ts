import { createTransport } from 'nodemailer';
import { UpstreamError } from '../../hubspot/upstream-error.ts';
import type { MailPort } from './mail-port.ts';

export type MailOptions = {
  /** Like smtp://user:password@mail.example.com:587; it may hold a password and is never shown. */
  readonly url: string;
  readonly from: string;
  readonly deadlineMs?: number;
};

const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Mail by SMTP. Outside this machine a connection without TLS is refused, whatever the server offers. */
export function connectMail({ url, from, deadlineMs = 10_000 }: MailOptions): MailPort {
  const { hostname, port, protocol, username, password } = new URL(url);
  const isEncrypted = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port ? Number(port) : isEncrypted ? 465 : 587,
    secure: isEncrypted,
    requireTLS: !isEncrypted && !HERE.test(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
    dnsTimeout: deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async ({ id, to, subject, text, html }) => {
      const mail = {
        from: { name: 'Dealfloor', address: from },
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw asUpstream(error);
      });
    },
  };
}

/** The mail server's own words may repeat an address or a subject: only its code is told. */
function asUpstream(error: unknown): UpstreamError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const answered =
    error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
      ? error.responseCode
      : null;
  if (code === 'EAUTH') {
    const sentence = 'The mail server does not accept our user or password.';
    return new UpstreamError({ kind: 'unauthorized', sentence, retryable: true });
  }
  if (answered !== null && answered >= 500) {
    const sentence = `The mail server refused the mail (${answered}).`;
    return new UpstreamError({ kind: 'refused', sentence, retryable: false, status: answered });
  }
  if (answered !== null) {
    const sentence = `The mail server put the mail off (${answered}).`;
    return new UpstreamError({ kind: 'server-error', sentence, retryable: true, status: answered });
  }
  const kind = code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
  return new UpstreamError({ kind, sentence: 'The mail server could not be reached.', retryable: true });
}
