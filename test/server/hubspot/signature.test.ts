import { createHmac } from 'node:crypto';
import { Signature } from '@hubspot/api-client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signRequest } from '../../../server/hubspot/sandbox/sign-request.ts';
import { type SignedRequest, verifySignature } from '../../../server/hubspot/signature.ts';
import { signedUrlCandidates } from '../../../server/hubspot/signed-url.ts';

const secret = '7b0e4f0c-secret';
const nowMs = Date.UTC(2026, 10, 21, 10, 0, 0);
const origin = 'https://dealfloor.example';
const path =
  '/hubspot/Estimates/9001?view=card&userId=901&portalId=1001&userEmail=priya%40acme.example&appId=55';
const bodyText = '{"seats":34,"note":"Zürich ✓"}';

type Making = { method?: string; url?: string; body?: string; timestampMs?: number; clientSecret?: string };

/** Signed by HubSpot's own helper, over the decoded address as HubSpot documents it. */
function signedByHubSpot(making: Making = {}): SignedRequest {
  const method = making.method ?? 'POST';
  const url = making.url ?? origin + path;
  const timestamp = making.timestampMs ?? nowMs;
  const signature = Signature.getSignature(method, 'v3', {
    clientSecret: making.clientSecret ?? secret,
    url: url.replaceAll('%40', '@'),
    requestBody: making.body ?? bodyText,
    timestamp,
    signature: '',
  });
  return {
    method,
    urlCandidates: [url],
    body: new TextEncoder().encode(making.body ?? bodyText),
    timestamp: String(timestamp),
    signature,
    secrets: [secret],
    nowMs,
  };
}

const good = signedByHubSpot();
const reasonOf = (request: SignedRequest) => {
  const check = verifySignature(request);
  return check.ok ? 'accepted' : check.reason;
};

describe('accepted', () => {
  test('a request signed by HubSpot itself', () => {
    expect(reasonOf(good)).toBe('accepted');
    expect(reasonOf(signedByHubSpot({ method: 'GET', body: '' }))).toBe('accepted');
  });

  test('an address that was signed without decoding it', () => {
    const url = origin + path;
    const signature = Signature.getSignature('POST', 'v3', {
      clientSecret: secret,
      url,
      requestBody: bodyText,
      timestamp: nowMs,
      signature: '',
    });
    expect(reasonOf({ ...good, signature })).toBe('accepted');
  });

  test('either secret while it is being rotated, and either allowed origin', () => {
    expect(reasonOf({ ...good, secrets: ['new-secret', secret] })).toBe('accepted');
    const urlCandidates = signedUrlCandidates(['http://127.0.0.1:8787', `${origin}/`], path);
    expect(reasonOf({ ...good, urlCandidates })).toBe('accepted');
  });

  test.each([-299_000, -300_000, 299_000, 300_000])('a clock that is %d ms apart', (apartMs) => {
    expect(reasonOf({ ...good, nowMs: nowMs + apartMs })).toBe('accepted');
  });

  test('bytes that text would change: a byte-order mark and bad UTF-8', () => {
    for (const body of [Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), Buffer.from([0x22, 0xff, 0xc0, 0x22])]) {
      const request = { ...good, body };
      const source = Buffer.concat([
        Buffer.from(`POST${origin}${path.replaceAll('%40', '@')}`),
        body,
        Buffer.from(String(nowMs)),
      ]);
      expect(reasonOf({ ...request, signature: hmac(source) })).toBe('accepted');
      const asText = new TextEncoder().encode(new TextDecoder().decode(body));
      expect(reasonOf({ ...request, body: asText, signature: hmac(source) })).toBe('signature-wrong');
    }
  });
});

describe('refused', () => {
  test.each([-300_001, -301_000, 300_001, 301_000])('a clock that is %d ms apart', (apartMs) => {
    expect(reasonOf({ ...good, nowMs: nowMs + apartMs })).toBe('timestamp-out-of-range');
  });

  test.each(['soon', '', `${nowMs}.0`, ` ${nowMs}`, 'NaN', '١٧٩٥'])(
    'a signed timestamp "%s" that is no number',
    (timestamp) => {
      const source = `POST${origin}${path}${bodyText}${timestamp}`;
      const check = verifySignature({ ...good, timestamp, signature: hmac(Buffer.from(source)) });
      expect(check).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/^timestamp-not-a-number$|-missing$/),
      });
    },
  );

  test('nothing signed, nothing to check with', () => {
    expect(reasonOf({ ...good, signature: undefined })).toBe('signature-missing');
    expect(reasonOf({ ...good, timestamp: null })).toBe('signature-missing');
    expect(reasonOf({ ...good, secrets: [] })).toBe('signature-wrong');
    expect(reasonOf({ ...signedByHubSpot({ clientSecret: '' }), secrets: [''] })).toBe('signature-wrong');
  });

  test('a path whose decoding would be another route', () => {
    const signed = signedByHubSpot({ url: `${origin}/requests/12/approve?portalId=1` });
    for (const url of ['/requests/12%2Fapprove?portalId=1', '/requests/12/approve%3FportalId=1']) {
      expect(reasonOf({ ...signed, urlCandidates: [origin + url] })).toBe('path-ambiguous');
    }
  });
});

/** Twelve ways to forge. Each takes some randomness and changes what was signed. */
const forgeries: Record<string, (request: SignedRequest, dice: number, text: string) => SignedRequest> = {
  'a body byte flipped': (request, dice) => {
    const body = Uint8Array.from(request.body);
    body[dice % body.length] = (body[dice % body.length] ?? 0) ^ (1 << (dice % 8));
    return { ...request, body };
  },
  'a body grown or cut': (request, dice) => ({
    ...request,
    body:
      dice % 2 === 0
        ? request.body.slice(0, dice % request.body.length)
        : Buffer.concat([request.body, Buffer.from([dice % 256])]),
  }),
  'a query value changed': (request, dice, text) =>
    changeUrl(request, (url) => `${url}&x${dice}=${encodeURIComponent(text)}`),
  'the query order swapped': (request) =>
    changeUrl(request, (url) => url.replace(/userId=(\d+)&portalId=(\d+)/, 'portalId=$2&userId=$1')),
  'another portal': (request, dice) =>
    changeUrl(request, (url) => url.replace('portalId=1001', `portalId=${2000 + dice}`)),
  'a second portal': (request, dice) => changeUrl(request, (url) => `${url}&portalId=${dice}`),
  'another method': (request, dice) => ({
    ...request,
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'post'][dice % 5] ?? 'GET',
  }),
  'a timestamp that is off': (request, dice, text) => ({
    ...request,
    timestamp:
      [
        String(nowMs - 300_001 - dice),
        String(nowMs + 300_001 + dice),
        String(nowMs + 1 + (dice % 290_000)),
        `${nowMs} `,
        `+${nowMs}`,
        `${nowMs}.0`,
        '1e12',
        `0x${nowMs.toString(16)}`,
        `${text}${nowMs}x`,
      ][dice % 9] ?? '',
  }),
  'a signature cut or in another alphabet': (request, dice) => {
    const signature = request.signature ?? '';
    const forms = [
      signature.slice(0, dice % signature.length),
      signature.replace(/=+$/, ''),
      `${signature} `,
      `${signature}=`,
      signature.toLowerCase(),
      Buffer.from(signature, 'base64').toString('hex'),
      `${signature.slice(0, -2)}${signature.endsWith('A=') ? 'B' : 'A'}=`,
    ];
    const form = forms[dice % forms.length] ?? '';
    return { ...request, signature: form === signature ? `x${form}` : form };
  },
  'another secret': (request, dice, text) => ({
    ...request,
    signature: signedByHubSpot({ clientSecret: `${secret}${dice}${text}` }).signature,
  }),
  'an older signature version': (request, dice) => ({
    ...request,
    signature: Signature.getSignature('POST', dice % 2 === 0 ? 'v1' : 'v2', {
      clientSecret: secret,
      url: origin + path,
      requestBody: bodyText,
      signature: '',
    }),
  }),
  'another path, origin or letter case': (request, dice) =>
    changeUrl(
      request,
      (url) =>
        [
          url.replace('/Estimates/', '/estimates/'),
          url.replace('9001', String(9002 + dice)),
          url.replace('https:', 'http:'),
          url.replace('dealfloor.example', 'evil.example'),
          url.replace('/hubspot', '//hubspot'),
          `${url}#`,
        ][dice % 6] ?? '',
    ),
};

function changeUrl(request: SignedRequest, change: (url: string) => string): SignedRequest {
  return { ...request, urlCandidates: request.urlCandidates.map(change) };
}

function hmac(source: Buffer): string {
  return createHmac('sha256', secret).update(source).digest('base64');
}

const decodedCharacters = ":/?@!$'()*,;";

/** What HubSpot documents, said the slow way: one character at a time. */
function decodeAsDocumented(url: string): string {
  return [...decodedCharacters].reduce((text, character) => {
    const escaped = `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
    return text.split(escaped).join(character);
  }, url);
}

describe('forged', () => {
  const runs = 300;
  let tried = 0;

  test.each(Object.entries(forgeries))('%s is never accepted', (_name, forge) => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.string({ unit: 'grapheme', maxLength: 12 }), (dice, text) => {
        tried += 1;
        expect(reasonOf(forge(good, dice, text))).not.toBe('accepted');
      }),
      { numRuns: runs },
    );
  });

  test('at least 3,000 were tried', () => {
    expect(tried).toBeGreaterThanOrEqual(3000);
  });
});

test("the sandbox signs exactly as HubSpot's own helper does", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), fc.nat(), (url, body, timestampMs) => {
      const plain = decodeAsDocumented(url);
      const expected = Signature.getSignature('POST', 'v3', {
        clientSecret: secret,
        url: plain,
        requestBody: body,
        timestamp: timestampMs,
        signature: '',
      });
      const headers = signRequest({ method: 'POST', url, body, timestampMs, clientSecret: secret });
      expect(headers['X-HubSpot-Signature-v3']).toBe(expected);
    }),
  );
});
