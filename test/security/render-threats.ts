import { THREATS, type Threat } from './threats.ts';

const HEAD = `# Security

Dealfloor holds what deals cost and who signed for them. This page lists what was thought of, what stands against it, and the test
that would turn red if it fell. The table is written by \`node test/security/write-security.ts\` from \`test/security/threats.ts\`; a
test fails when a named test is gone or the page is stale.

**Reporting.** Write to the maintainers in private before telling anybody else, with what you did and what you saw. No deal of a
customer is needed to show a fault: \`npm start\` brings a demo company.

**Who is believed.** Identity is what HubSpot signed: portal and user in the address of the request. Everything in a body is a claim.
Roles come from our own table. HubSpot cannot be made to refuse a stage move by a workflow, an API call or a super admin, so our record is
the truth and a bypass is found, not prevented. What an administrator of the machine can do to the database is found by \`dealfloor verify\`
with its key and its anchors kept elsewhere; see [audit](docs/audit.md).

**Not tried.** No live HubSpot account, Slack workspace or mail provider was at hand: signatures are made by HubSpot's own helper,
its API by the sandbox, Slack and mail by servers on the same machine.

| | threat | what stands against it | the test |
|---|---|---|---|
`;

/** SECURITY.md as the list of threats says it. */
export function securityPage(): string {
  return `${HEAD}${THREATS.map(row).join('\n')}\n`;
}

function row({ id, threat, defence, tests }: Threat): string {
  const named = tests.map(({ file, name }) => `“${name}” (\`${file}\`)`).join('<br>');
  return `| ${id} | ${threat} | ${defence} | ${named} |`;
}
