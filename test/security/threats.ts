/** One threat, what stands against it, and the tests that would turn red if that fell. */
export type Threat = {
  readonly id: string;
  readonly threat: string;
  readonly defence: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
};

const held = (file: string, ...names: string[]) => names.map((name) => ({ file: `test/${file}`, name }));

export const THREATS: readonly Threat[] = [
  {
    id: 'T1',
    threat: 'A seller sends a cost, a margin, a verdict or a price version of their own.',
    defence: 'Every body is a strict schema of inputs; the server computes the rest.',
    tests: held('security/mass-assign.test.ts', 'no field that the server owns can be sent with any write'),
  },
  {
    id: 'T2',
    threat: 'A seller understates the volume or picks a cheap endpoint.',
    defence:
      'The sizing is in the record; what the account really uses stands beside it, and an approval ends at its volume.',
    tests: [
      ...held(
        'server/accounts/sold-as.test.ts',
        'more calls are named with the endpoint that they cost most on',
      ),
      ...held(
        'server/sign-offs/second-look.test.ts',
        'booked usage above the largest signed month asks for a second look',
      ),
    ],
  },
  {
    id: 'T3',
    threat: 'A bad deal is split into several, or shaved at the threshold until it passes.',
    defence: 'Deals of a company are judged together over 90 days; every try is kept and shown to finance.',
    tests: [
      ...held(
        'server/sign-offs/trail.test.ts',
        '25 tries in 10 minutes stand in the request and in its audit entry',
      ),
      ...held(
        'server/sign-offs/company-split.test.ts',
        'three deals of 59.9% merged are routed',
        'three deals each under the limit of the CFO need the CFO from the third on',
      ),
    ],
  },
  {
    id: 'T4',
    threat:
      'Somebody decides a request of their own: as submitter, owner, editor, delegate or under a second account.',
    defence:
      'The verb refuses every maker in the transaction of the decision; a trigger of the database stands behind it.',
    tests: held(
      'server/sign-offs/own-request.test.ts',
      'finance does not decide when she %s',
      'a maker’s decision written by SQL is refused by the database',
    ),
  },
  {
    id: 'T5',
    threat: 'A deal changes after it was approved.',
    defence: 'An approval is an envelope: what leaves it, here or in HubSpot, re-opens the deal.',
    tests: [
      ...held(
        'price-book/envelope.test.ts',
        'holds at every point inside a term margin at or above what was signed',
      ),
      ...held(
        'server/sign-offs/envelope.test.ts',
        'an edit outside re-opens the deal, and the history says what left the envelope',
      ),
      ...held(
        'server/sign-offs/post-approval.test.ts',
        'an approval needs a second look after $name in HubSpot, heard by $way, and HubSpot is told',
      ),
    ],
  },
  {
    id: 'T6',
    threat: 'An approver looks at one thing and decides on another.',
    defence: 'A decision names the hash of what was on the screen and moves the request only as it was read.',
    tests: [
      ...held('server/sign-offs/moving-terms.test.ts', 'a new price book makes an approver look again'),
      ...held(
        'server/sign-offs/races.test.ts',
        'a request that was read before somebody else moved it cannot be moved',
      ),
    ],
  },
  {
    id: 'T7',
    threat: 'A decision rests on prices that are no longer in force.',
    defence:
      'Prices and policy are named by version and hash, never change, and are applied anew at the decision.',
    tests: [
      ...held(
        'server/sign-offs/second-look.test.ts',
        'a price book that makes the word worse asks for a second look at the moment somebody reads',
      ),
      ...held(
        'server/sign-offs/moving-terms.test.ts',
        'a version made under older prices is not submitted; saved again it is',
      ),
    ],
  },
  {
    id: 'T8',
    threat: 'An insider changes prices, thresholds, the list of approvers, or rows of the database.',
    defence: 'Master data takes two people; the audit is a keyed chain with anchors outside the database.',
    tests: [
      ...held(
        'server/audit/tamper.test.ts',
        'an edit of any column',
        'a deletion',
        'a swap',
        'an insertion, forged without the key',
        'a cut tail, which the chain alone cannot show',
        'a history written anew by somebody who has the key',
      ),
      ...held('server/proposals/who-publishes.test.ts', 'nobody publishes their own or what is about them'),
    ],
  },
  {
    id: 'T9',
    threat: 'A deal is won in HubSpot without an approval.',
    defence: 'Webhooks and a sweep find it, whoever did it; the record is never blessed later.',
    tests: [
      ...held(
        'server/inbound/bypass.test.ts',
        'a bypass is in the audit, finance and the manager are told, and HubSpot reads it',
        'an approval that comes after the win blesses nothing',
      ),
      ...held('server/inbound/convergence.test.ts', 'P5, P16: whatever was delivered'),
    ],
  },
  {
    id: 'T10',
    threat: 'Somebody of another HubSpot account asks.',
    defence: 'Every query is bound to the portal of the signed address; what is another’s does not exist.',
    tests: [
      ...held(
        'server/deals/access.test.ts',
        'another portal’s deals and requests are answered as if they did not exist, byte for byte',
      ),
      ...held(
        'server/isolation/tenant-isolation.test.ts',
        'P12: whatever rows another portal has, every answer here is the same to the byte',
      ),
    ],
  },
  {
    id: 'T11',
    threat: 'A request is forged.',
    defence:
      'Signatures over the raw bytes and the public address, compared in constant time; two secrets while rotating.',
    tests: [
      ...held('server/hubspot/signature.test.ts', '%s is never accepted', 'at least 3,000 were tried'),
      ...held(
        'server/http/signatures.test.ts',
        'none of 300 forged requests is accepted through the whole app',
      ),
    ],
  },
  {
    id: 'T12',
    threat: 'A good request is sent again, or kept and sent late.',
    defence: 'Five minutes of tolerance; a key is used once and gives its stored answer again.',
    tests: held(
      'server/http/signatures.test.ts',
      'one signed %d ms off is not',
      'a signed save that is replayed ten times inside its window has one effect and one answer',
    ),
  },
  {
    id: 'T13',
    threat: 'People see another’s accounts, or data of persons.',
    defence:
      'Answers have schemas of allowed fields; accounts are scoped by owner; addresses and handles are never kept.',
    tests: [
      ...held(
        'security/leak.test.ts',
        'no answer that %s can read carries an e-mail address, a token or a key',
      ),
      ...held(
        'server/http/every-route.test.ts',
        'every answer has the shape that its schema promises, and nothing besides',
      ),
    ],
  },
  {
    id: 'T14',
    threat: 'A token or a key leaks from the database, a backup or a log.',
    defence:
      'Tokens are sealed by a fresh data key each, bound to their row and column; keys lie elsewhere and rotate.',
    tests: [
      ...held(
        'server/secrets/secrets.test.ts',
        'a sealed text with any one character changed, left out or doubled refuses to open',
        'what was sealed opens in its own row and column and in no other',
      ),
    ],
  },
  {
    id: 'T15',
    threat: 'A setting makes the service call an address inside the network.',
    defence:
      'Slack’s own host alone, over https, without redirects; warehouses are named by the environment.',
    tests: [
      ...held(
        'server/notices/slack.test.ts',
        'an address that is not exactly Slack’s own is refused, and never fetched',
        'an address that a browser reads as Slack’s is fetched as it was read, not as it was typed',
        'a redirect, an endless answer and silence end as failures that are tried again',
      ),
    ],
  },
  {
    id: 'T16',
    threat: 'A name becomes a formula in a spreadsheet.',
    defence: 'Everything exported is quoted and defused.',
    tests: held(
      'server/cli/price-book-export.test.ts',
      'a spreadsheet takes nothing in the CSV for a formula',
    ),
  },
  {
    id: 'T17',
    threat: 'A name becomes markup in a page, a card, Slack or a mail.',
    defence: 'Text is text everywhere; pages run their own files alone; no text is ever asked to decide.',
    tests: [
      ...held(
        'server/http/bad-bodies.test.ts',
        'text that would be a script, a formula or a command elsewhere is kept and given back as text',
      ),
      ...held(
        'server/outbox/delivery.test.ts',
        'what people write reaches HubSpot’s task as text, not as markup',
      ),
      ...held(
        'server/notices/slack.test.ts',
        'a deal’s name calls no channel, mentions nobody, links nowhere and hides nothing',
      ),
      ...held(
        'server/notices/mail.test.ts',
        'a deal’s name cannot add a header, a recipient, a line of HTML or a link',
      ),
      ...held('server/http/pages.test.ts', 'pages run their own files and nothing else'),
    ],
  },
  {
    id: 'T18',
    threat: 'A page of another site acts for whoever is looking.',
    defence: 'A header that no other site may send, JSON alone, no frames; a link never decides.',
    tests: [
      ...held(
        'security/cross-site.test.ts',
        'a page of another site changes nothing',
        'no other site is ever allowed to read an answer or to ask for more',
        'no page of ours can be put into a frame of another site',
      ),
      ...held(
        'server/notices/mail.test.ts',
        'opening every link of a mail decides nothing and changes nothing',
      ),
    ],
  },
  {
    id: 'T19',
    threat: 'An installation is begun by one and finished by another, or a code is used twice.',
    defence:
      'A state of 256 bits, bound to the browser, used once; the portal comes from HubSpot’s own answer.',
    tests: [
      ...held(
        'server/connections/install.test.ts',
        'a callback in another browser is refused, and the browser that began can still finish',
        'a state works once: the second return changes nothing',
        'HubSpot’s own answer names the portal, and whoever installs it first is its admin',
      ),
      ...held(
        'server/connections/refresh.test.ts',
        'two processes with twenty calls each refresh once between them, and a restart refreshes nothing',
      ),
    ],
  },
  {
    id: 'T20',
    threat: 'A role or a delegation ends while a request is open.',
    defence: 'Roles and delegations are read in the transaction of the decision.',
    tests: [
      ...held('server/delegations/away.test.ts', '%s taken %s the decision: one order of the two holds'),
      ...held(
        'server/sign-offs/loss.test.ts',
        'who loses the role between looking and deciding does not decide',
      ),
    ],
  },
  {
    id: 'T21',
    threat: 'A request is made to exhaust the service.',
    defence:
      'Bodies of 64 KB, counted as they come; depth and lines are bounded before anything walks them; deadlines.',
    tests: held(
      'server/http/limits.test.ts',
      '64 KB are taken and one byte more is not, whether it is declared or comes in pieces',
      'nesting without end is refused before anything walks it',
    ),
  },
  {
    id: 'T22',
    threat: 'A log tells secrets, or is written by a stranger.',
    defence: 'One JSON line an answer, without query, body or words of libraries.',
    tests: held(
      'server/http/log-canaries.test.ts',
      'an ordinary day leaves no query, e-mail, body, token or secret in the log',
      'a line break in an address writes no second line',
    ),
  },
  {
    id: 'T23',
    threat: 'HubSpot or a warehouse answers with nonsense.',
    defence: 'Every answer is parsed, bounded in size and time, and refused in a sentence.',
    tests: held(
      'server/hubspot/faults.test.ts',
      'an error carries no token, no query and no value',
      'a list whose cursor repeats ends as a broken answer',
    ),
  },
  {
    id: 'T24',
    threat: 'A package that we depend on turns bad.',
    defence:
      'Exact versions with the hashes of their content; no scripts at installation but the ones named.',
    tests: held(
      'security/supply-chain.test.ts',
      'every package comes from the public registry with the hash of its content',
      'no package of this kind of machine runs a script of its own at installation unless the manifest names it',
    ),
  },
];
