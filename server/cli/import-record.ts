import type { Command } from 'commander';
import { listImports } from '../facts/imports/list-imports.ts';
import { systemActor } from '../people/actor.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { parseId } from './identity-flags.ts';
import { openDatabase, requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { counted } from './print-import.ts';
import { paint, say, sayJson } from './say.ts';
import { type Column, tableLines } from './text-table.ts';

type Options = { portal?: string; demo?: true; json?: true };
type UndoOptions = Options & { dryRun?: true };

/** `dealfloor import undo`: puts back what stood before. */
export function addImportUndo(group: Command): void {
  group
    .command('undo')
    .argument('<id>', 'the import, like imp_0193...')
    .description('put back exactly what stood before an import')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'in the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON')
    .action(undo);
}

async function undo(id: string, { dryRun, portal, demo, json }: UndoOptions): Promise<void> {
  requireDatabase(demo);
  await withDeployment(async (ports) => {
    const { undoImport } = await import('../facts/imports/undo-import.ts');
    const actor = systemActor(await choosePortal(ports.database, portal), 'cli');
    const undone = await undoImport(ports, actor, id, dryRun === true);
    if (json) return sayJson(undone);
    const { file, kind, removed, restored } = undone;
    const rows = `${counted(removed, 'row')} taken out, ${counted(restored, 'row')} put back as before`;
    say(`${dryRun ? 'would undo' : 'undone'}: ${kind} import of ${file} (${rows})`);
    if (dryRun) say('dry run: nothing was written');
  }, demo);
}

/** `dealfloor import list`: every import, undone ones too. */
export function addImportList(group: Command): void {
  group
    .command('list')
    .description('every import, the newest first, undone ones too')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'of the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON')
    .action(list);
}

const COLUMNS: readonly Column[] = [
  { heading: 'Import', align: 'left' },
  { heading: 'At', align: 'left' },
  { heading: 'Kind', align: 'left' },
  { heading: 'File', align: 'left' },
  { heading: 'Rows', align: 'right' },
  { heading: 'Added', align: 'right' },
  { heading: 'Replaced', align: 'right' },
  { heading: 'State', align: 'left' },
];

async function list({ portal, demo, json }: Options): Promise<void> {
  const database = await openDatabase(demo);
  try {
    const imports = await listImports(database, await choosePortal(database, portal));
    if (json) return sayJson(imports);
    if (imports.length === 0) return say('Nothing was imported yet. See "dealfloor import --help".');
    const cells = imports.map((row) => [
      row.id,
      row.importedAt.slice(0, 16).replace('T', ' '),
      row.kind,
      row.file,
      row.rowsRead.toLocaleString('en-US'),
      row.added.toLocaleString('en-US'),
      row.replaced.toLocaleString('en-US'),
      row.undoneAt === null ? 'stands' : `undone ${row.undoneAt.slice(0, 10)}`,
    ]);
    const [head = '', ...lines] = tableLines(COLUMNS, cells);
    say(paint('bold', head));
    for (const line of lines) say(line);
  } finally {
    await database.close();
  }
}
