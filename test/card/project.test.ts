import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const project = fileURLToPath(new URL('../../ui/hubspot/', import.meta.url));
const cards = `${project}src/app/cards/`;

const Component = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9._-]+$/),
  type: z.enum(['app', 'card']),
  config: z.looseObject({ name: z.string() }),
});
const CardConfig = z.strictObject({
  name: z.string(),
  description: z.string(),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar']),
  entrypoint: z.string(),
  objectTypes: z.tuple([z.enum(['deals', 'companies'])]),
});
const AppConfig = z.looseObject({
  distribution: z.literal('private'),
  auth: z.looseObject({ type: z.literal('static'), requiredScopes: z.array(z.string()) }),
  permittedUrls: z.looseObject({ fetch: z.array(z.string()) }),
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const cardFiles = readdirSync(cards).filter((name) => name.endsWith('-hsmeta.json'));

describe('the HubSpot project keeps HubSpot’s rules', () => {
  it('names its platform version and one app', () => {
    expect(read(`${project}hsproject.json`)).toEqual({
      name: 'dealfloor',
      srcDir: 'src',
      platformVersion: '2026.09',
    });
    expect(Component.parse(read(`${project}src/app/app-hsmeta.json`)).type).toBe('app');
  });

  it.each(cardFiles)('%s points at a card that exists and extends its own location', (name) => {
    const { location, entrypoint } = CardConfig.parse(Component.parse(read(cards + name)).config);
    const entry = `${project}src${entrypoint}`;
    expect(existsSync(entry)).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain(`hubspot.extend<'${location}'>`);
  });

  it('has four cards with ids of their own, on one package.json', () => {
    const uids = cardFiles.map((name) => Component.parse(read(cards + name)).uid);
    expect(new Set([...uids, 'dealfloor']).size).toBe(5);
    expect(existsSync(`${cards}package.json`)).toBe(true);
  });

  it('has a tab and a sidebar for deals and for companies, and builds each of them', () => {
    const builder = readFileSync(
      fileURLToPath(new URL('../../ui/card-host/build-cards.ts', import.meta.url)),
      'utf8',
    );
    const places = cardFiles.map((name) => {
      const { location, objectTypes, entrypoint } = CardConfig.parse(
        Component.parse(read(cards + name)).config,
      );
      expect(builder).toContain(`'${entrypoint.replace('/app/cards/', '')}'`);
      return `${objectTypes[0]} ${location}`;
    });
    expect(places.sort()).toEqual([
      'companies crm.record.sidebar',
      'companies crm.record.tab',
      'deals crm.record.sidebar',
      'deals crm.record.tab',
    ]);
  });

  it('asks to read the records that its cards stand on, and to write deals alone', () => {
    const { requiredScopes } = AppConfig.parse(
      Component.parse(read(`${project}src/app/app-hsmeta.json`)).config,
    ).auth;
    expect(requiredScopes).toEqual(
      expect.arrayContaining(['crm.objects.deals.read', 'crm.objects.companies.read']),
    );
    expect(requiredScopes.filter((scope) => scope.endsWith('.write'))).toEqual([
      'crm.objects.deals.write',
      'crm.objects.contacts.write',
      'crm.schemas.deals.write',
    ]);
  });

  it('may fetch from the one origin that the card calls, and proxies it in local development', () => {
    const { config } = Component.parse(read(`${project}src/app/app-hsmeta.json`));
    const { permittedUrls } = AppConfig.parse(config);
    const origin = 'https://dealfloor.example';
    expect(permittedUrls.fetch).toEqual([origin]);
    expect(readFileSync(`${cards}api/dealfloor-api.ts`, 'utf8')).toContain(`'${origin}/hubspot'`);
    expect(read(`${project}src/app/local.json`)).toEqual({ proxy: { [origin]: 'http://127.0.0.1:8787' } });
  });

  it('fetches in one file, and nowhere without HubSpot', () => {
    const sources = readdirSync(cards, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
      .map((path) => ({ path, text: readFileSync(cards + path, 'utf8') }));
    const fetching = sources.filter(({ text }) => /\bfetch\(/.test(text)).map(({ path }) => path);
    expect(fetching).toEqual(['api/dealfloor-api.ts']);
    for (const { text } of sources)
      expect(text).not.toMatch(/[^.]\bfetch\(|localStorage|\bwindow\.|\bdocument\./);
  });
});
