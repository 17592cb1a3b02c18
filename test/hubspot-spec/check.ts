import type { Exchange } from '../../server/hubspot/sandbox/journal.ts';
import { DEVIATIONS } from './deviations.ts';
import { type Described, operationFor, readSpecs } from './read-specs.ts';
import { recordExchanges } from './record-exchanges.ts';
import { schemaFindings } from './schema-findings.ts';

const folder = process.env.HUBSPOT_SPEC_DIR;
if (folder) await check(folder);
else say('HUBSPOT_SPEC_DIR is not set: nothing was compared with HubSpot’s own description.');

/** Compares what our client and the sandbox say to each other with a copy of HubSpot's OpenAPI files. */
async function check(specs: string): Promise<void> {
  const described = readSpecs(specs);
  const exchanges = [...(await recordExchanges('2026-09')), ...(await recordExchanges('v3'))];
  const findings = [...new Set(exchanges.flatMap((exchange) => exchangeFindings(described, exchange)))];
  const isAllowed = (finding: string) => DEVIATIONS.some((deviation) => deviation.finding.test(finding));
  const open = findings.filter((finding) => !isAllowed(finding));
  const unused = DEVIATIONS.filter(({ finding }) => !findings.some((text) => finding.test(text)));
  for (const finding of open) say(`differs: ${finding}`);
  for (const { finding } of unused) say(`allowed, but no longer seen: ${finding.source}`);
  const allowed = findings.length - open.length;
  say(
    `${exchanges.length} exchanges against ${described.length} operations: ${open.length} differences, ${allowed} allowed ones.`,
  );
  process.exitCode = open.length + unused.length > 0 ? 1 : 0;
}

function exchangeFindings(described: readonly Described[], exchange: Exchange): string[] {
  const operation = operationFor(described, exchange);
  if (!operation) return [`${exchange.method} ${exchange.path}: HubSpot describes no such operation`];
  const name = `${exchange.method} ${operation.template}`;
  const { responses, request, resolve } = operation;
  const asked =
    request && exchange.requestBody !== ''
      ? schemaFindings(request, JSON.parse(exchange.requestBody), resolve, 'request')
      : [];
  const status = String(exchange.status);
  const key = responses.has(status) ? status : 'default';
  if (!responses.has(key))
    return [...asked, `answer: ${status} is not described`].map((text) => `${name} ${text}`);
  const schema = responses.get(key) ?? null;
  const answered =
    schema && exchange.responseBody !== ''
      ? schemaFindings(schema, JSON.parse(exchange.responseBody), resolve, `${status} answer`)
      : [];
  return [...asked, ...answered].map((text) => `${name} ${text}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
