const escapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** HubSpot signs the address with exactly these escapes decoded; every other escape stays as it is. */
export function decodeSignedUrl(url: string): string {
  return url.replace(/%[0-9A-F]{2}/g, (escaped) => escapes[escaped] ?? escaped);
}

/** The addresses HubSpot may have signed for this request. The Host header is the sender's word, so it has no say. */
export function signedUrlCandidates(origins: readonly string[], pathAndQuery: string): string[] {
  return origins.map((origin) => new URL(origin).origin + pathAndQuery);
}

/** Decoding a slash or question mark in the path would let one signature stand for two different routes. */
export function hasAmbiguousPath(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return /%(?:2f|3f)/i.test(path);
}
