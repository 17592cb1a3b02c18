import * as associations from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import * as objects from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import * as owners from '@hubspot/api-client/lib/codegen/crm/owners/index.js';
import * as pipelines from '@hubspot/api-client/lib/codegen/crm/pipelines/index.js';
import * as properties from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import type { Exchange } from '../../../server/hubspot/sandbox/journal.ts';
import { type Models, modelFindings } from './model-check.ts';

type Served = { method: string; path: RegExp; status: number; models: Models | null; type: string };

const base = {
  objects: '/crm/(v3/objects|objects/2026-09)',
  associated: '/crm/(v4/objects|objects/2026-09)',
  properties: '/crm/(v3/properties|properties/2026-09)',
  pipelines: '/crm/(v3/pipelines|pipelines/2026-09)',
  owners: '/crm/(v3/owners|owners/2026-09)',
  manyAssociations: '/crm/(v4/associations|associations/2026-09)',
  callbacks: '/automation/(v4/actions/callbacks|actions/callbacks/2026-09)',
  pipelineRules: '/crm/pipelines-rules/2026-09/0-3',
};

function served(line: string, models: Models | null, type: string): Served {
  const [method = '', path = '', status = ''] = line.split(' ');
  const pattern = path.replace(/^(\w+)/, (name) => base[asBase(name)]).replaceAll('*', '[^/]+');
  return { method, path: new RegExp(`^${pattern}/?$`), status: Number(status), models, type };
}

function asBase(name: string): keyof typeof base {
  if (name in base) return name as keyof typeof base;
  throw new Error(`no such family: ${name}`);
}

/** Every route of the sandbox, with the only status it may succeed with and the model it must fit. */
export const servedRoutes: readonly Served[] = [
  served('GET objects/* 200', objects, 'CollectionResponseSimplePublicObjectWithAssociationsForwardPaging'),
  served('POST objects/* 201', objects, 'SimplePublicObject'),
  served('GET objects/*/* 200', objects, 'SimplePublicObjectWithAssociations'),
  served('PATCH objects/*/* 200', objects, 'SimplePublicObject'),
  served('DELETE objects/*/* 204', null, ''),
  served('POST objects/*/search 200', objects, 'CollectionResponseWithTotalSimplePublicObjectForwardPaging'),
  served('POST objects/*/batch/read 200', objects, 'BatchResponseSimplePublicObject'),
  served('POST objects/*/batch/read 207', objects, 'BatchResponseSimplePublicObjectWithErrors'),
  served('POST objects/*/batch/create 201', objects, 'BatchResponseSimplePublicObject'),
  served('POST objects/*/batch/create 207', objects, 'BatchResponseSimplePublicObjectWithErrors'),
  served('POST objects/*/batch/update 200', objects, 'BatchResponseSimplePublicObject'),
  served('POST objects/*/batch/update 207', objects, 'BatchResponseSimplePublicObjectWithErrors'),
  served('POST objects/*/batch/archive 204', null, ''),
  served(
    'GET associated/*/*/associations/* 200',
    associations,
    'CollectionResponseMultiAssociatedObjectWithLabelForwardPaging',
  ),
  served('PUT associated/*/*/associations/*/* 201', associations, 'LabelsBetweenObjectPair'),
  served(
    'PUT associated/*/*/associations/default/*/* 200',
    associations,
    'BatchResponsePublicDefaultAssociation',
  ),
  served('DELETE associated/*/*/associations/*/* 204', null, ''),
  served('GET properties/* 200', properties, 'CollectionResponsePropertyNoPaging'),
  served('POST properties/* 201', properties, 'Property'),
  served('GET properties/*/* 200', properties, 'Property'),
  served('PATCH properties/*/* 200', properties, 'Property'),
  served('GET properties/*/groups 200', properties, 'CollectionResponsePropertyGroupNoPaging'),
  served('POST properties/*/groups 201', properties, 'PropertyGroup'),
  served('GET properties/*/groups/* 200', properties, 'PropertyGroup'),
  served('GET pipelines/* 200', pipelines, 'CollectionResponsePipelineNoPaging'),
  served('GET pipelines/*/* 200', pipelines, 'Pipeline'),
  served('GET pipelines/*/*/stages 200', pipelines, 'CollectionResponsePipelineStageNoPaging'),
  served('GET owners 200', owners, 'CollectionResponsePublicOwnerForwardPaging'),
  served('GET owners/* 200', owners, 'PublicOwner'),
  served(
    'POST manyAssociations/*/*/batch/read 200',
    associations,
    'BatchResponsePublicAssociationMultiWithLabel',
  ),
  served('POST callbacks/*/complete 204', null, ''),
  // HubSpot's client has no model of pipeline rules.
  served('GET pipelineRules/* 200', {}, 'any'),
  served('PUT pipelineRules/* 200', {}, 'any'),
  served('PATCH pipelineRules/* 200', {}, 'any'),
  served('POST pipelineRules/approvals/start 201', {}, 'any'),
  served('GET pipelineRules/approvals/* 200', {}, 'any'),
];

/** The most literal route wins, as in the sandbox: `batch/read` is not a record's id. */
export function routeOf(exchange: Exchange): Served | undefined {
  const fitting = servedRoutes.filter(
    (route) =>
      route.method === exchange.method && route.status === exchange.status && route.path.test(exchange.path),
  );
  return fitting.toSorted((one, two) => stars(one) - stars(two))[0];
}

function stars(route: Served): number {
  return route.path.source.split('[^/]+').length;
}

/** What is wrong with one recorded exchange; HubSpot's errors carry a `status` that its model leaves out. */
export function exchangeFindings(exchange: Exchange): string[] {
  const name = `${exchange.method} ${exchange.path} ${exchange.status}`;
  if (exchange.status >= 400) {
    const { status, ...error } = JSON.parse(exchange.responseBody);
    const findings = modelFindings(objects, 'ModelError', error, name);
    return status === 'error' ? findings : [...findings, `${name}: status is ${status}`];
  }
  const route = routeOf(exchange);
  if (!route) return [`${name}: not a served route`];
  if (route.models === null)
    return exchange.responseBody === '' ? [] : [`${name}: a body where none belongs`];
  return modelFindings(route.models, route.type, JSON.parse(exchange.responseBody), name);
}
