import type { PolicyInForce } from '@dealfloor/price-book';
import { Button, Skeleton } from '@mantine/core';
import { useNavigate } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { dayAfter, showDay } from '../../words/show-day.ts';
import { AnswerFields, LimitFields } from './answer-fields.tsx';
import { usePolicyInForce } from './api/get-starting-points.ts';
import { ApproverRows } from './approver-rows.tsx';
import { ExchangeRateRows } from './exchange-rate-rows.tsx';
import { draftOf, PolicyDraft } from './policy-draft.ts';
import { ProposeForm } from './propose-form.tsx';
import { ProposePage } from './propose-page.tsx';
import { readPolicyDraft } from './read-policy-draft.ts';
import { RuleFields, VersionFields } from './rule-fields.tsx';
import { useKeptProposal } from './use-kept-proposal.ts';
import { useProposing } from './use-proposing.ts';

const FIELDS = [
  'version',
  'effectiveFrom',
  'floor',
  'target',
  'portfolioTarget',
  'highUsageFloor',
  'exitRuleOverMonths',
  'comparableAccountsAtLeast',
  'defaultUsageBand',
  'approvers',
  'answerWithinBusinessHours',
  'businessHours',
  'approvalValidDays',
  'companyWindowDays',
  'bulk',
  'stageGate',
  'exchangeRates',
];

/** A new version of the policy, typed over the one that is in force. */
export function ProposePolicyPage() {
  return (
    <ProposePage title="Propose a policy" kind="policy">
      <LoadedPolicy />
    </ProposePage>
  );
}

function LoadedPolicy() {
  const inForce = usePolicyInForce();
  if (inForce.isPending) return <Skeleton height={240} role="status" aria-label="The policy is loading" />;
  if (inForce.isLoadingError) {
    return (
      <ProblemPanel
        title="The policy in force could not be loaded"
        error={inForce.error}
        onRetry={() => void inForce.refetch()}
        isRetrying={inForce.isFetching}
      />
    );
  }
  return <PolicyForm inForce={inForce.data} />;
}

function PolicyForm({ inForce }: { inForce: PolicyInForce }) {
  const { policy, today } = inForce;
  const fresh = draftOf(policy, dayAfter(Date.parse(today), 1));
  const navigate = useNavigate();
  const { draft, write, forget } = useKeptProposal('policy', PolicyDraft, fresh);
  const proposing = useProposing({
    typed: JSON.stringify({ ...draft, why: '' }),
    why: draft.why,
    prefix: 'change.policy.',
    read: () => {
      const { policy: read, issues } = readPolicyDraft(draft);
      return read ? { change: { kind: 'policy', policy: read }, issues: null } : { change: null, issues };
    },
    onProposed: ({ id }) => {
      forget();
      void navigate(`/proposals/${id}`);
    },
  });
  const fields = { draft, issues: proposing.issues, onWrite: write };
  return (
    <ProposeForm proposing={proposing} fields={FIELDS} why={draft.why} onWhy={(why) => write({ why })}>
      <Standing
        inForce={inForce}
        basedOn={draft.basedOn}
        onStartAgain={JSON.stringify(draft) === JSON.stringify(fresh) ? null : () => write(fresh)}
      />
      <VersionFields {...fields} earliest={today} />
      <RuleFields {...fields} />
      <ApproverRows {...fields} />
      <AnswerFields {...fields} />
      <LimitFields {...fields} />
      <ExchangeRateRows {...fields} />
    </ProposeForm>
  );
}

type StandingProps = { inForce: PolicyInForce; basedOn: string; onStartAgain: (() => void) | null };

/** What is in force, what comes after it, and whether the draft was begun from another one. */
function Standing({ inForce: { policy, later }, basedOn, onStartAgain }: StandingProps) {
  const isOld = basedOn !== policy.version;
  return (
    <section className="panel" aria-label="In force">
      <p>
        Policy <strong>{policy.version}</strong> is in force since {showDay(policy.effectiveFrom)}. Change
        what shall be another; the rest stays. Requests that wait keep the policy they were asked under.
      </p>
      {later.length > 0 ? (
        <p className="notice">
          Published for later:{' '}
          {later.map(({ version, effectiveFrom }) => `${version} from ${showDay(effectiveFrom)}`).join(', ')}.
          A version of a later day than these takes their place, and nothing of them is in this form.
        </p>
      ) : null}
      {isOld ? (
        <p className="notice">You began this from policy {basedOn}, which is no longer in force.</p>
      ) : null}
      {onStartAgain ? (
        <Button variant="default" className="add-row" onClick={onStartAgain}>
          Start again
        </Button>
      ) : null}
    </section>
  );
}
