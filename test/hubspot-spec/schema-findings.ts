type Schema = Readonly<Record<string, unknown>>;
type Resolve = (reference: string) => unknown;

/** Where JSON does not fit a schema of OpenAPI 3.0, by path; empty when it fits. */
export function schemaFindings(schema: unknown, value: unknown, resolve: Resolve, where = ''): string[] {
  if (!isRecord(schema)) return [];
  if (typeof schema.$ref === 'string') return schemaFindings(resolve(schema.$ref), value, resolve, where);
  if (value === null) return schema.nullable === true || isAnything(schema) ? [] : [`${where}: null`];
  for (const part of listOf(schema.allOf)) {
    const found = schemaFindings(part, value, resolve, where);
    if (found.length > 0) return found;
  }
  const choices = [...listOf(schema.oneOf), ...listOf(schema.anyOf)];
  if (choices.length > 0)
    return choices.some((choice) => schemaFindings(choice, value, resolve, where).length === 0)
      ? []
      : [`${where}: none of the choices`];
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return [`${where}: not one of the values`];
  return typeFindings(schema, value, resolve, where);
}

function typeFindings(schema: Schema, value: unknown, resolve: Resolve, where: string): string[] {
  switch (schema.type) {
    case 'object':
      return isRecord(value) ? objectFindings(schema, value, resolve, where) : [`${where}: not an object`];
    case 'array':
      if (!Array.isArray(value)) return [`${where}: not an array`];
      return value.flatMap((item) => schemaFindings(schema.items, item, resolve, `${where}[]`));
    case 'integer':
      return Number.isInteger(value) ? [] : [`${where}: not an integer`];
    case 'string':
      return typeof value === 'string' ? formatFindings(schema, value, where) : [`${where}: not a string`];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${where}: not a ${schema.type}`];
    default:
      return [];
  }
}

function objectFindings(
  schema: Schema,
  value: Record<string, unknown>,
  resolve: Resolve,
  where: string,
): string[] {
  const declared = isRecord(schema.properties) ? schema.properties : {};
  const missing = listOf(schema.required)
    .filter((name) => typeof name === 'string' && !(name in value))
    .map((name) => `${where}.${String(name)}: missing`);
  const fields = Object.entries(value).flatMap(([name, field]) => {
    const own =
      declared[name] ?? (isRecord(schema.additionalProperties) ? schema.additionalProperties : null);
    const place = name in declared ? `${where}.${name}` : `${where}.*`;
    if (own !== null) return schemaFindings(own, field, resolve, place);
    return schema.additionalProperties === undefined && Object.keys(declared).length > 0
      ? [`${where}.${name}: not declared`]
      : [];
  });
  return [...missing, ...fields];
}

function formatFindings(schema: Schema, value: string, where: string): string[] {
  if (schema.format !== 'date-time') return [];
  return /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
    ? []
    : [`${where}: not a date-time`];
}

function isAnything(schema: Schema): boolean {
  return schema.type === undefined && schema.enum === undefined && schema.properties === undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
