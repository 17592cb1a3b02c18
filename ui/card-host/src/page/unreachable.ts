export type Party = 'server' | 'sandbox';

/** One of the two programs that this page stands on does not do its part; the message says so to the reader. */
export class Unreachable extends Error {
  readonly party: Party;

  constructor(party: Party, message: string) {
    super(message);
    this.party = party;
  }
}
