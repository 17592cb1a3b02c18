import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import type { QuarantinedTenant } from '../facts/quarantine-by-tenant.ts';
import type { EtlStatus } from '../facts/read-etl-status.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { looksOf } from './etl-looks.ts';
import { exactJson } from './exact-json.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { parseId } from './identity-flags.ts';
import { DEMO_OPTION, openDatabase, type ReadableDatabase } from './open-database.ts';
import { statusLines } from './print-etl-status.ts';
import { say, sayJson } from './say.ts';

const AFTER = `
Coverage of the last 90 complete UTC days, how fresh the costs are, the last runs, what is in quarantine with its
money, and whether the ETL's price book is the live one. Nothing is written, and no key is needed.
Exit codes: 0 all is well, 1 something needs a look.

Examples:
  $ dealfloor etl status
  $ dealfloor etl status --demo --json
`;

/** `dealfloor etl status`: how the facts stand. */
export function addEtlStatus(group: Command, finish: Finish): void {
  group
    .command('status')
    .description('which days are booked, how fresh the costs are, and what needs a look')
    .option(...PORTAL_OPTION, parseId)
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async ({ portal, json, demo }: { portal?: string; json?: true; demo?: true }) => {
      const database = await openDatabase(demo);
      const { portalId, status, byTenant } = await read(database, portal).finally(() => database.close());
      const looks = looksOf(status);
      if (json)
        sayJson({ portalId, looks, ...Object(exactJson({ ...status, quarantineByTenant: byTenant })) });
      else for (const line of statusLines({ portalId, status, byTenant })) say(line);
      finish(looks.length === 0 ? EXIT.ok : EXIT.findings);
    });
}

type Read = {
  readonly portalId: string;
  readonly status: EtlStatus;
  readonly byTenant: readonly QuarantinedTenant[];
};

async function read(database: ReadableDatabase, portal: string | undefined): Promise<Read> {
  const { readEtlStatus } = await import('../facts/read-etl-status.ts');
  const { readQuarantineByTenant } = await import('../facts/quarantine-by-tenant.ts');
  const portalId = await choosePortal(database, portal);
  const status = await readEtlStatus({ database, clock: systemClock }, portalId);
  const from = status.days.at(-1)?.day ?? '';
  return { portalId, status, byTenant: await readQuarantineByTenant(database, portalId, from) };
}
