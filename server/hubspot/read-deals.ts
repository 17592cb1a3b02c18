import { z } from 'zod';
import type { Account } from './account.ts';
import type { DealFields } from './deal-fields.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { DealReading, StageMove } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPipelines } from './read-pipelines.ts';
import { AssociationAnswer, BatchAnswer, type PipelinesAnswer, RecordAnswer } from './wire.ts';

const primaryCompany = 5;

/** Where the account has HubSpot's own approvals; elsewhere it is left out of the answer. */
const approvalStatus = 'hs_latest_approval_status';

const Version = z.object({
  value: z.string().nullable(),
  timestamp: z.string(),
  sourceType: z.string(),
  sourceId: z.string().nullish(),
  updatedByUserId: z.number().int().nullish(),
});
type Version = z.infer<typeof Version>;

const WithHistory = RecordAnswer.extend({
  propertiesWithHistory: z.object({ dealstage: z.array(Version).optional() }).optional(),
});

/**
 * Deals as they stand, each with the moves of its stage; one that HubSpot does not have under its id is left out. Four
 * calls, however many deals.
 */
export async function readDeals(account: Account, dealIds: readonly string[]): Promise<DealReading[]> {
  const fields = await account.fields();
  const records = await readWithHistory(account, dealIds, fields);
  const companies = await readCompanies(account, records);
  const whole = records.map((record) => ({ ...record, associations: companies.get(record.id) }));
  const [pipelines, names] = await Promise.all([
    readPipelines(account),
    readCompanyNames(
      account,
      whole.map(primaryCompanyId).filter((id) => id !== null),
    ),
  ]);
  return whole.map((record) => ({
    deal: toDeal(record, pipelines, names, fields),
    nativeApproval: record.properties[approvalStatus] || null,
    moves: movesOf(record.propertiesWithHistory?.dealstage ?? [], pipelines),
  }));
}

async function readWithHistory({ call, paths }: Account, dealIds: readonly string[], fields: DealFields) {
  const answer = await call({
    operation: 'read the deals',
    method: 'POST',
    path: paths.batchRead('deals'),
    body: {
      inputs: dealIds.map((id) => ({ id })),
      properties: [...dealPropertyNames(fields), approvalStatus],
      propertiesWithHistory: ['dealstage'],
    },
    statuses: [200, 207],
    answer: BatchAnswer.extend({ results: z.array(WithHistory) }),
  });
  const own = answer.results.filter(({ id }) => dealIds.includes(id));
  return [...new Map(own.map((record) => [record.id, record])).values()];
}

/** A batch of deals comes without its associations. */
async function readCompanies({ call, paths }: Account, records: readonly RecordAnswer[]) {
  if (records.length === 0) return new Map<string, RecordAnswer['associations']>();
  const answer = await call({
    operation: 'read the companies of the deals',
    method: 'POST',
    path: paths.associationsBatch('deals', 'companies'),
    body: { inputs: records.map(({ id }) => ({ id })) },
    statuses: [200, 207],
    answer: z.object({
      results: z.array(
        z.object({
          from: z.object({ id: z.string() }),
          to: z.array(
            AssociationAnswer.extend({
              associationTypes: z.array(z.object({ typeId: z.number().int() })),
            }),
          ),
        }),
      ),
    }),
  });
  return new Map(
    answer.results.map(({ from, to }) => {
      const results = to.map(({ toObjectId, associationTypes }) => ({
        id: toObjectId,
        type: associationTypes.some(({ typeId }) => typeId === primaryCompany)
          ? 'deal_to_company'
          : 'deal_to_company_unlabeled',
      }));
      return [from.id, { companies: { results } }];
    }),
  );
}

/** HubSpot tells the newest first; of two moves in one millisecond the later one stands for both. */
function movesOf(versions: readonly Version[], pipelines: PipelinesAnswer): StageMove[] {
  const stages = pipelines.results.flatMap((pipeline) => pipeline.stages);
  return versions
    .toReversed()
    .toSorted((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp))
    .filter((version, index, all) => version.timestamp !== all[index + 1]?.timestamp)
    .flatMap((version) => {
      if (!version.value) return [];
      const stage = stages.find(({ id }) => id === version.value);
      const { isClosed, probability } = stage?.metadata ?? {};
      return {
        stage: version.value,
        stageLabel: stage?.label ?? version.value,
        isWon: isClosed === 'true' && Number(probability) === 1,
        at: new Date(version.timestamp).toISOString(),
        sourceType: version.sourceType,
        sourceId: version.sourceId ?? null,
        userId: version.updatedByUserId == null ? null : String(version.updatedByUserId),
      };
    });
}
