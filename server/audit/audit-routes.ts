import { AuditChain, AuditPage, AuditRecompute, AuditSnapshot, Day } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { exportAudit } from './export-audit.ts';
import { readAudit, readSnapshot } from './read-audit.ts';
import { readChain } from './read-chain.ts';
import { recomputeEntry } from './recompute-entry.ts';

const SequenceText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'An entry has a number from 1 on.')
  .transform(Number);
const Word = z.string().regex(/^[\w.-]{1,80}$/, 'Letters, digits, dots and dashes.');

const Filter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  person: Word.optional(),
  action: Word.optional(),
  deal: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, 'A deal id is a number.')
    .optional(),
  via: Word.optional(),
  routine: z.enum(['hide']).optional().openapi({ description: 'Leaves booked days and usage events out.' }),
});
const EntryPath = z.object({
  sequence: SequenceText.openapi({ param: { name: 'sequence', in: 'path' }, type: 'string', example: '12' }),
});

const list = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'What happened, the newest first',
  request: { query: Filter.extend({ before: SequenceText.optional().openapi({ type: 'string' }) }) },
  responses: { 200: jsonAnswer(AuditPage, 'At most 50 entries.'), ...PROBLEMS },
});

const verify = createRoute({
  method: 'get',
  path: '/audit/verify',
  summary: 'Walk the audit chain of the portal, held against its anchors',
  responses: { 200: jsonAnswer(AuditChain, 'Whether it holds; else the first entry at fault.'), ...PROBLEMS },
});

const file = createRoute({
  method: 'get',
  path: '/audit/export',
  summary: 'The entries as a file: CSV for people, JSONL with every record and its seal',
  request: { query: Filter.extend({ format: z.enum(['csv', 'jsonl']) }) },
  responses: {
    200: {
      description: 'All entries that the filter lets through, the oldest first.',
      content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } },
    },
    ...PROBLEMS,
  },
});

const snapshot = createRoute({
  method: 'get',
  path: '/audit/{sequence}',
  summary: 'One entry with everything that it froze',
  request: { params: EntryPath },
  responses: { 200: jsonAnswer(AuditSnapshot, 'The record as it is sealed.'), ...PROBLEMS },
});

const recompute = createRoute({
  method: 'get',
  path: '/audit/{sequence}/recompute',
  summary: 'Compute the figures of an entry again, by the code of today',
  request: { params: EntryPath },
  responses: { 200: jsonAnswer(AuditRecompute, 'Whether they match to the last byte.'), ...PROBLEMS },
});

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;

/** The record of what happened: to look at, to prove, and to take along. */
export function addAuditRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(list, async (c) =>
    c.json(await readAudit(ports, c.get('actor'), c.req.valid('query')), 200),
  );
  router.openapi(verify, async (c) => c.json(await readChain(ports, c.get('actor')), 200));
  router.openapi(file, (c) => {
    const { format, ...filter } = c.req.valid('query');
    const lines = exportAudit(ports, c.get('actor'), filter, format);
    return c.body(ReadableStream.from(lines).pipeThrough(new TextEncoderStream()), 200, {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="audit.${format}"`,
    });
  });
  router.openapi(snapshot, async (c) =>
    c.json(await readSnapshot(ports, c.get('actor'), c.req.valid('param').sequence), 200),
  );
  router.openapi(recompute, async (c) =>
    c.json(await recomputeEntry(ports, c.get('actor'), c.req.valid('param').sequence), 200),
  );
}
