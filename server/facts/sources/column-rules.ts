import { UnprocessableError } from '../../service-error.ts';
import { type LogColumn, MOST_PER_REQUEST } from './log-columns.ts';

/** A value of a column, given as SQL with its type, as the rest of the ETL understands it; NULL where it breaks the rule. */
export type Rule = (column: string, type: string, name: LogColumn) => string;

export const text: Rule = (column, type, name) => {
  if (type === 'VARCHAR') return `nullif(${column}, '')`;
  if (isWhole(type) || type === 'UUID') return `${column}::VARCHAR`;
  throw wrongType(name, type, 'text');
};

const ISO =
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?';

/** A time without an offset is UTC. Casting text to TIMESTAMP would drop its offset; TIMESTAMPTZ reads it. */
export const moment: Rule = (column, type, name) => {
  if (type === 'VARCHAR') {
    return `CASE WHEN regexp_full_match(${column}, '${ISO}') THEN try_cast(${column} AS TIMESTAMPTZ) END`;
  }
  if (isTime(type)) return `${column}::TIMESTAMPTZ`;
  throw wrongType(name, type, 'a time');
};

/** DuckDB rounds where it casts, so every cast is looked at before it is believed. */
export const decimal: Rule = (column, type, name) => {
  const value = `try_cast(${column} AS DECIMAL(18, 3))`;
  if (type === 'VARCHAR') {
    return `CASE WHEN regexp_full_match(${column}, '[0-9]{1,12}([.][0-9]{1,3}0{0,6})?') THEN ${value} END`;
  }
  if (isWhole(type)) return `CASE WHEN ${column} BETWEEN 0 AND ${MOST_PER_REQUEST} THEN ${value} END`;
  if (isFraction(type)) {
    const same = `${value}::${type === 'FLOAT' ? 'DOUBLE' : type} = ${column}`;
    return `CASE WHEN ${column} >= 0 AND ${column} < ${MOST_PER_REQUEST + 1} AND ${same} THEN ${value} END`;
  }
  throw wrongType(name, type, 'a number');
};

export function within(least: number, most: number): Rule {
  return (column, type, name) => {
    if (type === 'VARCHAR') {
      const value = `try_cast(${column} AS BIGINT)`;
      const digits = `regexp_full_match(${column}, '[0-9]{1,12}')`;
      return `CASE WHEN ${digits} AND ${value} BETWEEN ${least} AND ${most} THEN ${value} END`;
    }
    if (isWhole(type)) {
      return `CASE WHEN ${column} BETWEEN ${least} AND ${most} THEN ${column}::BIGINT END`;
    }
    if (isFraction(type)) {
      return `CASE WHEN ${column} BETWEEN ${least} AND ${most} AND ${column} = trunc(${column}) THEN ${column}::BIGINT END`;
    }
    throw wrongType(name, type, 'a whole number');
  };
}
export const whole = within(0, MOST_PER_REQUEST);

export const flag: Rule = (column, type, name) => {
  if (type === 'BOOLEAN') return `${column}::TINYINT`;
  if (isWhole(type)) return `CASE WHEN ${column} IN (0, 1) THEN ${column}::TINYINT END`;
  if (type === 'VARCHAR') {
    return `CASE lower(${column}) WHEN 'true' THEN 1 WHEN '1' THEN 1 WHEN 'false' THEN 0 WHEN '0' THEN 0 END`;
  }
  throw wrongType(name, type, 'true or false');
};

export function isWhole(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type);
}

function isFraction(type: string): boolean {
  return /^(DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/.test(type);
}

export function isTime(type: string): boolean {
  return /^TIMESTAMP/.test(type);
}

function wrongType(name: string, type: string, wanted: string): UnprocessableError {
  const sentence = `column ${name} is of the type ${type}; it must be ${wanted}. Nothing was changed.`;
  return new UnprocessableError('column-type', sentence);
}
