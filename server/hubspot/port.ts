import type { DealFields } from './deal-fields.ts';

/** A deal as HubSpot holds it. Values are HubSpot's own text; an empty value is `null`. */
export type HubSpotDeal = {
  id: string;
  name: string;
  amount: string | null;
  currencyCode: string | null;
  /** What HubSpot calculates from the line items; null when none of them recurs. */
  recurringPerMonth: string | null;
  seats: string | null;
  stage: string | null;
  stageLabel: string | null;
  pipeline: string | null;
  closeDate: string | null;
  ownerId: string | null;
  isClosed: boolean;
  isWon: boolean;
  companyId: string | null;
  companyName: string | null;
  dealfloor: Record<string, string | null>;
  archived: boolean;
};

/** `id` is the owner id that deals and tasks carry; `userId` is the person's id in signed requests. */
export type HubSpotOwner = {
  id: string;
  userId: string | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  archived: boolean;
};

export type DealPropertyGroup = { name: string; label: string };

export type DealPropertyDefinition = {
  name: string;
  label: string;
  type: 'string' | 'number' | 'enumeration' | 'bool' | 'date' | 'datetime';
  fieldType: 'text' | 'textarea' | 'number' | 'select' | 'radio' | 'checkbox' | 'booleancheckbox' | 'date';
  description: string;
  options?: readonly { label: string; value: string }[];
};

/** A property of deals as an account has it. */
export type DealPropertyInPortal = {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  options: { value: string }[];
};

export type ProvisionedProperties = {
  created: string[];
  kept: string[];
  different: { name: string; differences: string[] }[];
};

export type TaskPriority = 'LOW' | 'MEDIUM' | 'HIGH';

/** `token` names the task for ever: a second create with the same token finds the first one. */
export type NewTask = {
  dealId: string;
  ownerId: string | null;
  subject: string;
  body: string;
  dueAt: Date;
  priority: TaskPriority;
  token: string;
};

/** What of a task is to be otherwise; what is left out stays. */
export type TaskChange = { ownerId?: string | undefined; priority?: TaskPriority | undefined };

export type NewNote = { dealId: string; bodyHtml: string; token: string; at: Date };

/** The account that a token opens. */
export type HubSpotAccount = { portalId: string; timeZone: string; currency: string };

/** A pipeline with its stages in order. */
export type DealPipeline = { id: string; stages: { id: string; label: string }[] };

/** A rule by which HubSpot itself asks for an approval before a stage; what we do not read of it is kept. */
export type ApprovalRule = { readonly pipelineStageId: string; readonly [field: string]: unknown };
/** All rules of a pipeline, as HubSpot told them. */
export type PipelineRules = {
  readonly approvalStageRules: readonly ApprovalRule[];
  readonly [field: string]: unknown;
};

/** How HubSpot answered a portal's calls since this process began. */
export type CallCounts = { answered: number; rateLimited: number; failed: number };

/** How many calls HubSpot leaves a portal in its window of some seconds. */
export type CallsLeft = { calls: number; of: number };

/** One move of a deal's stage as HubSpot keeps it: who made it is told in HubSpot's own words. */
export type StageMove = {
  stage: string;
  stageLabel: string;
  isWon: boolean;
  at: string;
  sourceType: string;
  sourceId: string | null;
  userId: string | null;
};

/** HubSpot reads no more deals at once when it is asked for their history. */
export const MOST_DEALS_AT_ONCE = 50;

/** A deal as it stands, and how its stage came to be, the oldest move first. */
export type DealReading = {
  deal: HubSpotDeal;
  moves: StageMove[];
  /** What HubSpot's own approval says, such as PENDING; null where the account has none. */
  nativeApproval: string | null;
};

export type DealFate = { kind: 'present' } | { kind: 'gone' } | { kind: 'merged'; into: string };

export type ChangedDeals = { deals: { id: string; changedAt: Date }[]; after: string | null };

/** All that the server asks of HubSpot. A failure of HubSpot is thrown as `UpstreamError`. */
export interface HubSpotPort {
  getDeal(portalId: string, dealId: string): Promise<HubSpotDeal | null>;
  listDeals(portalId: string): Promise<HubSpotDeal[]>;
  /** Some deals as they would be read with other fields. */
  sampleDeals(portalId: string, fields: DealFields): Promise<HubSpotDeal[]>;
  listDealProperties(portalId: string): Promise<DealPropertyInPortal[]>;
  readDeals(portalId: string, dealIds: readonly string[]): Promise<DealReading[]>;
  findFate(portalId: string, dealId: string): Promise<DealFate>;
  findChangedDeals(portalId: string, page: { since: Date; after: string | null }): Promise<ChangedDeals>;
  listDealIds(portalId: string, after: string | null): Promise<{ dealIds: string[]; after: string | null }>;
  completeCallback(
    portalId: string,
    callbackId: string,
    outputFields: Readonly<Record<string, string>>,
  ): Promise<void>;
  readAccount(portalId: string): Promise<HubSpotAccount>;
  /** What is left is null where HubSpot has not said it lately. */
  callCounts(portalId: string): CallCounts & { left: CallsLeft | null };
  /** Whether work that nobody waits for is to leave the few calls that are left to people. */
  isScarce(portalId: string): boolean;
  listOwners(portalId: string): Promise<HubSpotOwner[]>;
  ensureDealProperties(
    portalId: string,
    group: DealPropertyGroup,
    definitions: readonly DealPropertyDefinition[],
  ): Promise<ProvisionedProperties>;
  listPipelines(portalId: string): Promise<DealPipeline[]>;
  getApprovalRules(portalId: string, pipelineId: string): Promise<PipelineRules>;
  /** Replaces every rule that the pipeline has. */
  putApprovalRules(portalId: string, pipelineId: string, rules: PipelineRules): Promise<void>;
  replaceDealProperty(
    portalId: string,
    group: DealPropertyGroup,
    definition: DealPropertyDefinition,
  ): Promise<void>;
  updateDeal(portalId: string, dealId: string, properties: Readonly<Record<string, string>>): Promise<void>;
  createTask(portalId: string, task: NewTask): Promise<{ taskId: string }>;
  updateTask(portalId: string, taskId: string, change: TaskChange): Promise<void>;
  completeTask(portalId: string, taskId: string): Promise<void>;
  addNote(portalId: string, note: NewNote): Promise<{ noteId: string }>;
}
