import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/companies/models/Filter.js';
import { describe, expect, test } from 'vitest';
import { acme, openWorld, other } from './sandbox-world.ts';
import { exchangeFindings } from './served-exchanges.ts';

const companies = [
  { id: '501', properties: { name: 'Northwind Influence', hubspot_owner_id: '11' } },
  { id: '502', properties: { name: 'Northwind Holding' } },
];
const owners = [{ id: '11', userId: 901, email: 'imani@acme.example', firstName: 'Imani', lastName: 'Cole' }];
const seed = {
  portals: [
    { ...acme, owners, companies },
    { ...other, companies: [{ id: '501', properties: { name: 'Somebody else' } }] },
  ],
};

describe('companies in the sandbox', () => {
  test("are read, listed, found by owner and read in batches by HubSpot's own client", async () => {
    const { sandbox } = await openWorld({ seed });
    const { basicApi, batchApi, searchApi } = new Client({
      accessToken: acme.token,
      basePath: sandbox.url,
    }).crm.companies;
    const one = await basicApi.getById('501', ['name', 'hubspot_owner_id']);
    expect(one.properties).toMatchObject({ name: 'Northwind Influence', hubspot_owner_id: '11' });
    expect((await basicApi.getPage(10, undefined, ['name'])).results).toHaveLength(2);
    const search = await searchApi.doSearch({
      filterGroups: [
        { filters: [{ propertyName: 'hubspot_owner_id', operator: FilterOperatorEnum.Eq, value: '11' }] },
      ],
      properties: ['name'],
      sorts: [],
      limit: 10,
      after: '0',
    });
    expect(search.results.map(({ id }) => id)).toEqual(['501']);
    const batch = await batchApi.read({
      inputs: [{ id: '502' }],
      properties: ['name'],
      propertiesWithHistory: [],
    });
    expect(batch.results.map(({ properties }) => properties.name)).toEqual(['Northwind Holding']);
    expect(sandbox.state.journal.flatMap(exchangeFindings)).toEqual([]);
  });

  test('are offered to the card host with their owner, those of the portal alone', async () => {
    const { sandbox } = await openWorld({ seed });
    const from = (origin: string) =>
      fetch(`${sandbox.url}/_control/companies?portalId=1001`, { headers: { origin } });
    const answer = await from('http://127.0.0.1:9');
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:9');
    expect(await answer.json()).toMatchObject({
      companies: [
        { id: '501', properties: { name: 'Northwind Influence' }, ownerName: 'Imani Cole' },
        { id: '502', properties: { name: 'Northwind Holding' }, ownerName: null },
      ],
    });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await fetch(`${sandbox.url}/_control/companies?portalId=9`)).status).toBe(400);
  });
});
