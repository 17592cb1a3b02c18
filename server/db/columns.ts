import { customType, text as sqliteText } from 'drizzle-orm/sqlite-core';

/** SQLite's integers come back as bigint (safe integers); this column is small and is read as a number. */
const smallInteger = customType<{ data: number; driverData: number | bigint }>({
  dataType: () => 'integer',
  fromDriver: (value) => Number(value),
});

/** 64 bits, read as bigint, never through a float. */
const bigInteger = customType<{ data: bigint; driverData: bigint }>({
  dataType: () => 'integer',
  fromDriver: (value) => BigInt(value),
});

/** The only place that knows which SQL types stand behind a column; another dialect brings its own factory. */
export const columns = {
  text: (name: string) => sqliteText(name),
  integer: (name: string) => smallInteger(name),
  money: (name: string) => bigInteger(name),
  /** A count of base units, which may pass 2^53. */
  quantity: (name: string) => bigInteger(name),
  json: <Value>(name: string) => sqliteText(name, { mode: 'json' }).$type<Value>(),
};
