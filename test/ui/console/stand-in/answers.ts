/** An answer of the server: a body as JSON. */
export function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

/** A refusal of the server in its one shape. */
export function refuse(status: number, code: string, message: string): Response {
  return answer({ code, message, requestId: 'req-stand-in' }, status);
}
