import type { CheckItem, CheckName } from '@dealfloor/price-book';
import { and, count, eq } from 'drizzle-orm';
import { findConnection } from '../connections/connection-rows.ts';
import { goesWithout, missingScopes } from '../hubspot/scopes.ts';
import { listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { mappedFields, savedMapping } from './mapped-fields.ts';
import { wrongFields } from './mapping.ts';
import { planFor } from './provisioning.ts';
import { stageNames } from './stage-names.ts';

/** How one thing stands now. */
export type Found = Pick<CheckItem, 'state' | 'sentence'>;

/** One thing that an admin sets up: how to look at it, and what to do where it is not right. */
export type Check = {
  readonly name: CheckName;
  readonly title: string;
  readonly toDo: string;
  /** Asks HubSpot; the others are looked at whenever the checklist is opened. */
  readonly isOutside: boolean;
  readonly look: (ports: Ports, portalId: string) => Promise<Found>;
};

const ok = (sentence: string): Found => ({ state: 'ok', sentence });
const not = (sentence: string): Found => ({ state: 'not', sentence });
const unknown = (sentence: string): Found => ({ state: 'unknown', sentence });

export const CHECKS: readonly Check[] = [
  {
    name: 'connection',
    title: 'Connect the portal',
    toDo: 'Open /oauth/install, or run "dealfloor connect --token-file …".',
    isOutside: true,
    look: async (ports, portalId) => {
      const account = await ports.hubspot.readAccount(portalId);
      if (account.portalId !== portalId) return not(`The token opens HubSpot account ${account.portalId}.`);
      const row = await findConnection(ports.database, portalId);
      const granted = row?.kind === 'oauth' ? row.scopes : null;
      const missing = granted ? missingScopes(granted) : [];
      return missing.length === 0
        ? ok(`HubSpot account ${portalId} answers.${granted ? goesWithout(granted) : ''}`)
        : not(`HubSpot answers, but these permissions are missing: ${missing.join(', ')}.`);
    },
  },
  {
    name: 'properties',
    title: 'Create the deal properties',
    toDo: 'Look at the plan and create what is missing.',
    isOutside: true,
    look: async (ports, portalId) => {
      const { properties, sentence } = await planFor(ports, portalId);
      return properties.every(({ state }) => state === 'right') ? ok(sentence) : not(sentence);
    },
  },
  {
    name: 'card',
    title: 'Add the card to the deal record',
    toDo: 'Settings > Integrations > Connected apps > Dealfloor > App cards > Manage locations (a super admin, or Customize record page layout).',
    isOutside: false,
    look: async ({ database }, portalId) => {
      const { auditEntries } = database.tables;
      const rows = await database.query
        .select({ saves: count() })
        .from(auditEntries)
        .where(
          and(
            eq(auditEntries.portalId, portalId),
            eq(auditEntries.via, 'card'),
            eq(auditEntries.action, 'estimate-saved'),
          ),
        );
      return (rows[0]?.saves ?? 0) > 0
        ? ok('Sellers save estimates from the card.')
        : unknown(
            'Nobody has saved an estimate from the card yet; HubSpot does not say whether it is placed.',
          );
    },
  },
  {
    name: 'mapping',
    title: 'Map the fields',
    toDo: 'Choose the properties, look at three real deals, and save.',
    isOutside: true,
    look: async (ports, portalId) => {
      const properties = await ports.hubspot.listDealProperties(portalId);
      const faults = wrongFields(await mappedFields(ports.database, portalId), properties);
      if (faults.length > 0) return not(faults.map(({ message }) => message).join(' '));
      return (await savedMapping(ports.database, portalId))
        ? ok('The mapped properties are there.')
        : not('Nobody has looked at the mapping yet: HubSpot’s own properties hold.');
    },
  },
  {
    name: 'roles',
    title: 'Give people their roles',
    toDo: 'dealfloor people add --role ae | manager | finance | cfo | csm | admin',
    isOutside: false,
    look: async ({ database }, portalId) => {
      const people = await listPeople(database, portalId);
      const needed = ['ae', 'finance', 'cfo', 'admin'] as const;
      const missing = needed.filter((role) => !people.some(({ roles }) => roles.includes(role)));
      return missing.length === 0
        ? ok(`${people.length} people have roles.`)
        : not(`Nobody has the role ${missing.join(', ')}.`);
    },
  },
  {
    name: 'notices',
    title: 'Tell people',
    toDo: 'Set a Slack webhook below under “Tell people”, or SMTP_URL and SMTP_FROM, and send a test.',
    isOutside: false,
    look: async ({ database, channels }, portalId) => {
      const { noticeSettings } = database.tables;
      const [row] = await database.query
        .select()
        .from(noticeSettings)
        .where(eq(noticeSettings.portalId, portalId));
      if (row?.slackWebhook || row?.slackBotToken) return ok('Slack is set.');
      if (row?.emailOn === 0)
        return not('Nobody is told outside HubSpot: Slack is not set, and e-mail is off.');
      return channels.mail === null
        ? not('Nobody is told outside HubSpot: neither Slack nor a mail server is set.')
        : ok('E-mail is set; Slack is not.');
    },
  },
  {
    name: 'stage-gate',
    title: 'Choose the stage gate',
    toDo: 'The policy says what happens: Off, Warn or Move back, and at which stages.',
    isOutside: false,
    look: async (ports, portalId) => {
      const terms = await readLiveTerms(ports, ports.database, portalId);
      if (!terms) return not('No policy is in force.');
      const { mode, stages } = terms.policy.stageGate;
      if (mode === 'off') return ok('Off: nothing happens when a deal passes without its sign-off.');
      const words = mode === 'warn' ? 'Warn' : 'Move back';
      if (stages.length === 0) return not(`${words}, but at no stage yet.`);
      const names = await stageNames(ports.database, portalId, stages);
      return ok(`${words} at ${names.join(', ')}.`);
    },
  },
];
