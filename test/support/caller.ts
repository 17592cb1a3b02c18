import { Problem } from '@dealfloor/price-book';
import type { createApp } from '../../server/create-app.ts';
import { DEMO_APP_ID } from '../../server/demo/demo-company.ts';
import { signRequest } from '../../server/hubspot/sandbox/sign-request.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
};

/** One person at one door of the app. */
export type Caller = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Any method, any bytes; headers come last and win. */
  send(method: string, path: string, body?: BodyInit | null, headers?: HeadersInit): Promise<Answer>;
};

type App = ReturnType<typeof createApp>;
type Person = { readonly userId: string };

/** A person of the demo at the console. */
export function consoleCaller(app: App, { userId }: Person): Caller {
  return caller((method, path, body, headers) =>
    app.request(`/api/v1${path}`, {
      method,
      body: body ?? null,
      headers: { 'content-type': 'application/json', 'x-demo-person': userId, ...headersOf(headers) },
    }),
  );
}

export type CardDoorway = {
  readonly publicOrigin: string;
  readonly clientSecret: string;
  readonly portalId: string;
  readonly nowMs: () => number;
};

/** A person at the card: HubSpot's proxy adds who asks and signs. */
export function cardCaller(app: App, { userId }: Person, door: CardDoorway): Caller {
  return caller((method, path, body, headers) => {
    const { url, signed } = signAddress({ method, path, body: String(body ?? '') }, { userId }, door);
    return app.request(url, {
      method,
      body: body ?? null,
      headers: { 'content-type': 'application/json', ...signed, ...headersOf(headers) },
    });
  });
}

type Signable = { method: string; path: string; body: string };

/** The address and headers of a card request as HubSpot would send it. */
export function signAddress({ method, path, body }: Signable, { userId }: Person, door: CardDoorway) {
  const { publicOrigin, clientSecret, portalId } = door;
  const identity = `userId=${userId}&portalId=${portalId}&userEmail=someone%40dealfloor.example&appId=${DEMO_APP_ID}`;
  const url = `${publicOrigin}/hubspot${path}${path.includes('?') ? '&' : '?'}${identity}`;
  return { url, signed: signRequest({ method, url, body, timestampMs: door.nowMs(), clientSecret }) };
}

type Send = (
  method: string,
  path: string,
  body?: BodyInit | null,
  headers?: HeadersInit,
) => Response | Promise<Response>;

function caller(send: Send): Caller {
  const ask: Caller['send'] = async (...request) => answerOf(await send(...request));
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
    send: ask,
  };
}

/** Reads an answer to its end. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersOf(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

/** The problem of an answer that must be one. */
export function problemOf(answer: Answer): Problem {
  return Problem.parse(answer.body);
}
