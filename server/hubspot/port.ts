/** A deal as HubSpot holds it. Values are HubSpot's own text; an empty value is `null`. */
export type HubSpotDeal = {
  id: string;
  name: string;
  amount: string | null;
  currencyCode: string | null;
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

export type NewNote = { dealId: string; bodyHtml: string; token: string; at: Date };

/** All that the server asks of HubSpot. A failure of HubSpot is thrown as `UpstreamError`. */
export interface HubSpotPort {
  getDeal(portalId: string, dealId: string): Promise<HubSpotDeal | null>;
  listDeals(portalId: string): Promise<HubSpotDeal[]>;
  listOwners(portalId: string): Promise<HubSpotOwner[]>;
  ensureDealProperties(
    portalId: string,
    group: DealPropertyGroup,
    definitions: readonly DealPropertyDefinition[],
  ): Promise<ProvisionedProperties>;
  updateDeal(portalId: string, dealId: string, properties: Readonly<Record<string, string>>): Promise<void>;
  createTask(portalId: string, task: NewTask): Promise<{ taskId: string }>;
  completeTask(portalId: string, taskId: string): Promise<void>;
  addNote(portalId: string, note: NewNote): Promise<{ noteId: string }>;
}
