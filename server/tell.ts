/** Says something to whoever started us. */
export function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Where to go first in the demo company. */
export function tour(url: string): string {
  return `
Dealfloor runs with its demo company (made anew at each start; nothing leaves this machine).

  1  Size a deal     ${url}/card-host/?deal=1009     as Tom, an account executive: choose a use case
  2  Ask for a sign-off in the same card, when its verdict needs one
  3  Decide          ${url}/queue     as Mara from finance: open a request, approve or send it back
  4  Look again      ${url}/card-host/?deal=1004     the deal now says what was decided
  5  Look after it   ${url}/book     as Imani, customer success: which accounts earn what they were sold for

The API is described at ${url}/api. Stop with Ctrl+C.
`;
}
