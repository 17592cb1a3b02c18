/** One mail; every text is plain but `html`, which is escaped already. */
export type Mail = {
  /** The same for ever: a second copy carries the same Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands a mail to a mail server. A failure is thrown as `UpstreamError`. */
export type MailPort = { send(mail: Mail): Promise<void> };
