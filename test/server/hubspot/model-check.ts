type Attribute = { baseName: string; type: string };
type Model = { getAttributeTypeMap(): Attribute[] };

/** The exports of one of the client's packages: its models and its enumerations, by name. */
export type Models = Readonly<Record<string, unknown>>;

/** Differences between JSON as it travelled and what HubSpot's own client declares; empty when it fits. */
export function modelFindings(models: Models, type: string, value: unknown, where = type): string[] {
  const array = /^Array<(.+)>$/.exec(type)?.[1];
  if (array) return arrayFindings(models, array, value, where);
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map) return mapFindings(models, map, value, where);
  if (type === 'any') return [];
  if (type === 'string | null') return value === null ? [] : primitive('string', value, where);
  if (type === 'Date') return isMoment(value) ? [] : [`${where}: not a date-time`];
  if (['string', 'number', 'boolean'].includes(type)) return primitive(type, value, where);
  return namedFindings(models, type, value, where);
}

function namedFindings(models: Models, type: string, value: unknown, where: string): string[] {
  const declared = models[type];
  if (isModel(declared)) return fieldFindings(models, declared, value, where);
  if (typeof declared === 'object' && declared !== null) {
    return Object.values(declared).includes(value) ? [] : [`${where}: ${String(value)} is not in ${type}`];
  }
  return [`${where}: the client declares no ${type}`];
}

function fieldFindings(models: Models, model: Model, value: unknown, where: string): string[] {
  if (!isRecord(value)) return [`${where}: not an object`];
  const attributes = new Map(
    model.getAttributeTypeMap().map((attribute) => [attribute.baseName, attribute.type]),
  );
  return Object.entries(value).flatMap(([name, field]) => {
    const type = attributes.get(name);
    return type === undefined
      ? [`${where}.${name}: unknown field`]
      : modelFindings(models, type, field, `${where}.${name}`);
  });
}

function arrayFindings(models: Models, type: string, value: unknown, where: string): string[] {
  if (!Array.isArray(value)) return [`${where}: not an array`];
  return value.flatMap((item, index) => modelFindings(models, type, item, `${where}[${index}]`));
}

function mapFindings(models: Models, type: string, value: unknown, where: string): string[] {
  if (!isRecord(value)) return [`${where}: not an object`];
  return Object.entries(value).flatMap(([name, item]) =>
    modelFindings(models, type, item, `${where}.${name}`),
  );
}

function primitive(type: string, value: unknown, where: string): string[] {
  return typeof value === type ? [] : [`${where}: not a ${type}`];
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isModel(value: unknown): value is Model {
  return typeof value === 'function' && 'getAttributeTypeMap' in value;
}
