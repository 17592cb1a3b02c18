import type { Decision, SignOffStatus } from '@dealfloor/price-book';

/** The words of a request's status; never mixed with the words of a verdict. */
export const STATUS_NAMES: Record<SignOffStatus, string> = {
  draft: 'Draft',
  'not-required': 'Not needed',
  waiting: 'Waiting',
  'changes-requested': 'Changes asked',
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  superseded: 'Superseded',
  'second-look': 'Needs a second look',
};

/** What a person did by a decision. */
export const DECISION_NAMES: Record<Decision['kind'], string> = {
  approve: 'approved',
  'approve-with-conditions': 'approved with conditions',
  reject: 'rejected',
  'request-changes': 'asked for changes',
};
