import type { Rates } from '@dealfloor/price-book';
import type { Database, Transaction } from '../../db/database.ts';
import type { ImportKind as KindName } from '../../db/import-tables.ts';
import type { Cells } from './cells.ts';
import type { Header } from './columns.ts';
import type { Findings } from './findings.ts';
import type { TenantHistory } from './tenant-history.ts';

export type { KindName };

export type ImportOptions = {
  /** Columns to be left out, personal-looking ones too. */
  readonly ignore: readonly string[];
  /** Makes an account of every id that is none yet, instead of refusing the file. */
  readonly createTenants: boolean;
  /** Keeps the file's total where it differs from its parts by more than a cent. */
  readonly allowMismatch: boolean;
  readonly dryRun: boolean;
};

/** What the rows of a file are held against. */
export type Surroundings = {
  readonly today: string;
  readonly tenants: TenantHistory;
  /** Every price book of the portal that is or was in force, the oldest first. */
  readonly books: readonly Rates[];
  readonly options: ImportOptions;
};

/** A row and the import (or run) that wrote it; null is another hand. */
export type Owned<Row> = Row & { readonly importId: string | null };

/** A row that stood before, as it is kept until an import is undone: amounts as text. */
export type Kept = Record<string, string | number | null>;

/** Where the rows of a kind stand. They are looked up by a day and an id (account or component) in it. */
export type RowStore<Row> = {
  readonly table: string;
  dayOf(row: Row): string;
  idOf(row: Row): string;
  /** The whole key of a row, as a person would name it. */
  keyOf(row: Row): string;
  standing(
    handle: Database | Transaction,
    portalId: string,
    day: string,
    ids: string[],
  ): Promise<Owned<Row>[]>;
  remove(transaction: Transaction, portalId: string, day: string, ids: string[]): Promise<void>;
  insert(transaction: Transaction, portalId: string, rows: readonly Owned<Row>[]): Promise<void>;
  /** How many rows of an import still stand as it wrote them. */
  count(handle: Database | Transaction, portalId: string, importId: string): Promise<number>;
  removeAll(transaction: Transaction, portalId: string, importId: string): Promise<void>;
  thaw(handle: Database | Transaction, kept: Kept): Owned<Row>;
};

/** One kind of file: what its header says, how a row is read, and where it is put. */
export type ImportKind<Row> = {
  readonly name: KindName;
  readonly header: Header;
  /** Throws a RowFault; notes in the findings what is worth telling. */
  read(cells: Cells, surroundings: Surroundings, findings: Findings): Row;
  readonly store: RowStore<Row>;
};
