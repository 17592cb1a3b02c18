import { join } from 'node:path';
import { z } from 'zod';
import { KEYS_PATTERN } from './secrets/key-ring.ts';

const Port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);
const Flag = z.enum(['0', '1']).transform((flag) => flag === '1');
const Origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

/** Everything the environment may say; the only file that reads it. */
const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: Port.default(8787),
  SANDBOX_PORT: Port.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DEALFLOOR_DEMO: Flag.default(true),
  DEALFLOOR_DATA: z.string().min(1).default('.data'),
  PUBLIC_ORIGIN: Origin.optional(),
  /** The keys that seal tokens, like id:base64,id:base64; the first one seals. Without it the data folder holds them. */
  DEALFLOOR_KEYS: z.string().regex(KEYS_PATTERN).optional(),
  /** The keys that seal the audit, in the same form; without it a folder beside the data folder holds them. */
  DEALFLOOR_AUDIT_KEYS: z.string().regex(KEYS_PATTERN).optional(),
  DEALFLOOR_AUDIT_KEY_FOLDER: z.string().min(1).optional(),
  /** Where the heads of the audit chains are written outside the database; best on another disk. */
  DEALFLOOR_ANCHOR_FILE: z.string().min(1).optional(),
  HUBSPOT_BASE_URL: Origin.default('https://api.hubapi.com'),
  HUBSPOT_API_VERSION: z.enum(['2026-09', 'v3']).default('2026-09'),
  HUBSPOT_PORTAL_ID: z
    .string()
    .regex(/^[1-9]\d*$/)
    .optional(),
  HUBSPOT_ACCESS_TOKEN: z.string().min(1).optional(),
  /** With the secret it lets accounts connect by OAuth. */
  HUBSPOT_CLIENT_ID: z.string().min(1).optional(),
  HUBSPOT_CLIENT_SECRET: z.string().min(1).optional(),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: z.string().min(1).optional(),
  /** The mail server, like smtp://user:password@mail.example.com:587, and the address that writes. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.email().optional(),
  /** Where the raw request log lies when it is in a warehouse; an address may hold a password. */
  LOG_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LOG_CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_TABLE: z
    .string()
    .regex(/^[A-Za-z_]\w{0,62}(\.[A-Za-z_]\w{0,62})?$/)
    .default('request_log'),
});
export type Environment = z.infer<typeof Environment>;

/** The same for the demo company, which lies in a folder of its own, with keys and anchors of its own. */
export function demoEnvironment(environment: Environment): Environment {
  return {
    ...environment,
    DEALFLOOR_DATA: join(environment.DEALFLOOR_DATA, 'demo'),
    DEALFLOOR_KEYS: undefined,
    DEALFLOOR_AUDIT_KEYS: undefined,
    DEALFLOOR_AUDIT_KEY_FOLDER: undefined,
    DEALFLOOR_ANCHOR_FILE: undefined,
  };
}

/** Parses an environment; what is wrong is told by the name of the variable, never by its value. */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new Error(`These environment variables are not right: ${names.join(', ')}.`);
}

/** The environment of this process. */
export function readEnvironment(): Environment {
  return parseEnvironment(process.env);
}
