import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;

export type SlackSigned = {
  readonly secret: string;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The bytes as received. */
  readonly body: Uint8Array;
  readonly nowMs: number;
};

/** Whether Slack signed these very bytes within the last five minutes: v0 = HMAC-SHA256(secret, v0:time:body). */
export function isSignedBySlack({ secret, timestamp, signature, body, nowMs }: SlackSigned): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const wanted = Buffer.from(`v0=${expected}`, 'utf8');
  const given = Buffer.from(signature, 'utf8');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
