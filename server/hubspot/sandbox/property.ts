import type { Property, PropertyGroup } from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { z } from 'zod';
import type { Wire } from './wire-type.ts';

export type SandboxProperty = Wire<Property>;
export type SandboxPropertyGroup = Wire<PropertyGroup>;

const fieldTypesOf: Readonly<Record<string, readonly string[]>> = {
  string: ['text', 'textarea', 'html', 'phonenumber'],
  number: ['number'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  bool: ['booleancheckbox'],
  date: ['date'],
  datetime: ['date'],
};

export const NewPropertyGroup = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/),
  label: z.string().min(1),
  displayOrder: z.number().int().default(-1),
});

const NewOption = z.object({
  label: z.string().min(1),
  value: z.string().min(1),
  hidden: z.boolean().default(false),
  displayOrder: z.number().int().default(-1),
});

/** What of a property may be otherwise later; its name never. */
export const PropertyChange = z
  .object({
    label: z.string().min(1),
    type: z.string(),
    fieldType: z.string(),
    groupName: z.string(),
    description: z.string(),
    options: z.array(NewOption),
  })
  .partial()
  .transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

export const NewProperty = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/),
    label: z.string().min(1),
    type: z.string(),
    fieldType: z.string(),
    groupName: z.string(),
    description: z.string().default(''),
    options: z.array(NewOption).default([]),
    displayOrder: z.number().int().default(-1),
    hasUniqueValue: z.boolean().default(false),
  })
  .refine((property) => fieldTypesOf[property.type]?.includes(property.fieldType) === true, {
    message: 'type and fieldType do not belong together',
  })
  .refine((property) => property.type !== 'enumeration' || property.options.length > 0, {
    message: 'an enumeration needs options',
  });
export type NewProperty = z.infer<typeof NewProperty>;

export function customProperty(property: NewProperty, at: string): SandboxProperty {
  return {
    ...property,
    hidden: false,
    hubspotDefined: false,
    formField: false,
    calculated: false,
    externalOptions: false,
    archived: false,
    createdAt: at,
    updatedAt: at,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
  };
}
