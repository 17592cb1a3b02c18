import { Day } from '@dealfloor/price-book';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { CommandError } from './command-error.ts';
import { parseId } from './identity-flags.ts';
import { openDatabase } from './open-database.ts';
import { counted } from './print-import.ts';
import { say, sayJson } from './say.ts';
import { FORMATS, type Format, writeTable } from './write-table.ts';

type Options = {
  from: string;
  to: string;
  format: Format;
  out: string;
  force?: true;
  portal?: string;
  demo?: true;
  json?: true;
};

const AFTER = `
Both days are counted. CSV and Parquet hold every digit; an XLSX holds a number as text where it would lose one.

Examples:
  $ dealfloor export tenant-cost --from 2026-10-01 --to 2026-10-31 --format parquet --out october.parquet
  $ dealfloor export accounts --from 2026-10-22 --to 2026-11-20 --format xlsx --out accounts.xlsx
`;

/** `dealfloor export`: booked facts as files. */
export function addExportCommand(program: Command): void {
  const group = program.command('export').description('booked facts as files').addHelpText('after', AFTER);
  const kind = (name: Exported, description: string) =>
    group
      .command(name)
      .description(description)
      .requiredOption('--from <day>', 'first UTC day', parseDay)
      .requiredOption('--to <day>', 'last UTC day', parseDay)
      .addOption(new Option('--format <format>', 'how').choices(FORMATS).default('csv'))
      .requiredOption('--out <file>', 'where to')
      .option('--force', 'write over a file that is there')
      .option(...PORTAL_OPTION, parseId)
      .option('--demo', 'of the demo company of DEALFLOOR_DATA')
      .option('--json', 'as JSON')
      .addHelpText('after', AFTER)
      .action((options: Options) => run(name, options));
  kind('tenant-cost', 'booked cost of accounts by endpoint and day; "import tenant-cost" reads it');
  kind('accounts', 'what accounts cost, earned and left over, the least left over first');
}

type Exported = 'tenant-cost' | 'accounts';

function parseDay(text: string): string {
  const day = Day.safeParse(text);
  if (day.success) return day.data;
  throw new InvalidArgumentError('Write a UTC day like 2026-11-20.');
}

async function run(name: Exported, options: Options): Promise<void> {
  const { from, to, format, out: file, force = false, portal, demo, json } = options;
  if (from > to) throw new CommandError('usage', `--from ${from} is after --to ${to}.`);
  const database = await openDatabase(demo);
  try {
    const portalId = await choosePortal(database, portal);
    const { exportTable } = await import('../facts/exports/export-by-name.ts');
    const { rows, asText } = await writeTable(exportTable(database, name, portalId, { from, to }), {
      file,
      format,
      force,
    });
    if (json) return sayJson({ exported: name, from, to, format, file, rows, asText });
    say(`wrote ${counted(rows, 'row')} to ${file} (${from} .. ${to})`);
    if (rows === 0) say('nothing is booked in these days');
    if (asText > 0)
      say(`${counted(asText, 'number')} stand there as text: a spreadsheet would lose digits of them`);
  } finally {
    await database.close();
  }
}
