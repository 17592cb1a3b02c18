import { invalidProperties, type PropertyFault } from './hubspot-refusal.ts';
import type { ObjectType } from './object-types.ts';
import { type Portal, propertiesOf, stageOf } from './portal.ts';
import type { SandboxProperty } from './property.ts';

type Check = (portal: Portal, property: SandboxProperty, value: string) => Omit<PropertyFault, 'name'> | null;

const checks: Readonly<Record<string, Check>> = {
  number: (_portal, _property, value) =>
    /^-?\d+(\.\d+)?$/.test(value) ? null : fault('INVALID_NUMBER', `${value} was not a valid number.`),
  date: (_portal, _property, value) =>
    isDay(value) ? null : fault('INVALID_DATE', `${value} was not a valid date.`),
  datetime: (_portal, _property, value) =>
    isMoment(value) ? null : fault('INVALID_LONG', `${value} was not a valid long.`),
  bool: (_portal, _property, value) =>
    value === 'true' || value === 'false' ? null : notAnOption(value, ['true', 'false']),
  enumeration: checkOption,
};

/** HubSpot's validation, one fault a property; an empty value clears and is never checked. */
export function validateProperties(
  portal: Portal,
  type: ObjectType,
  { given, merged }: { given: ReadonlyMap<string, string>; merged: ReadonlyMap<string, string> },
): void {
  const faults = [...given].flatMap(([name, value]) => {
    const found = propertyFault(portal, propertiesOf(portal, type).get(name), [name, value]);
    return found === null ? [] : [{ name, ...found }];
  });
  const stage = merged.get('dealstage');
  const touchesStage = given.has('dealstage') || given.has('pipeline');
  if (type === 'deals' && touchesStage && stage && !stageOf(portal, merged.get('pipeline'), stage)) {
    faults.push({ name: 'dealstage', ...notAnOption(stage, stageIds(portal, merged.get('pipeline'))) });
  }
  if (faults.length > 0) throw invalidProperties(faults);
}

function propertyFault(
  portal: Portal,
  property: SandboxProperty | undefined,
  [name, value]: readonly [string, string],
) {
  if (!property) return fault('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (property.modificationMetadata?.readOnlyValue) {
    return fault('READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set`);
  }
  if (value === '' || property.type === 'string') return null;
  if (value !== value.trim()) return fault('INVALID_VALUE', `${name} has leading or trailing spaces`);
  return checks[property.type]?.(portal, property, value) ?? null;
}

function checkOption(portal: Portal, property: SandboxProperty, value: string) {
  if (property.name === 'hubspot_owner_id') {
    const isActive = portal.owners.some((owner) => owner.id === value && !owner.archived);
    return isActive ? null : fault('INVALID_OWNER_ID', `Owner ${value} does not exist`);
  }
  if (property.name === 'dealstage') return null;
  const options =
    property.name === 'pipeline'
      ? portal.pipelines.map((pipeline) => pipeline.id)
      : property.options.map((option) => option.value);
  const chosen = property.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value];
  return chosen.every((part) => options.includes(part)) ? null : notAnOption(value, options);
}

function stageIds(portal: Portal, pipelineId: string | undefined): string[] {
  const pipeline = portal.pipelines.find((candidate) => candidate.id === pipelineId);
  return pipeline?.stages.map((stage) => stage.id) ?? [];
}

function fault(error: string, message: string): Omit<PropertyFault, 'name'> {
  return { error, message };
}

function notAnOption(value: string, options: readonly string[]): Omit<PropertyFault, 'name'> {
  return fault('INVALID_OPTION', `${value} was not one of the allowed options: [${options.join(', ')}]`);
}

function isDay(value: string): boolean {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return !Number.isNaN(Date.parse(value));
  return /^-?\d{1,15}$/.test(value) && Number(value) % 86_400_000 === 0;
}

function isMoment(value: string): boolean {
  if (/^-?\d{1,15}$/.test(value)) return true;
  return (
    /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(value) && !Number.isNaN(Date.parse(value))
  );
}
