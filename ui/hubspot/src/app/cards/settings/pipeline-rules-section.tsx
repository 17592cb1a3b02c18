import type { PipelineRulesPlan } from '@dealfloor/price-book';
import { Button, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { applyPipelineRules, loadPlan } from '../api/settings-api.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { failureSentence } from '../words/failure-sentence.ts';

/** HubSpot's own approvals at the guarded stages: what would change is shown before anybody is asked to change it. */
export function PipelineRulesSection() {
  const [plan, setPlan] = useState<PipelineRulesPlan | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useIdempotencyKey();

  const look = async () => {
    setBusy(true);
    const answer = await loadPlan();
    setTrouble(answer.ok ? null : failureSentence(answer.failure, 'settings'));
    if (answer.ok) setPlan(answer.value.pipelineRules);
    setBusy(false);
  };
  const apply = async () => {
    setBusy(true);
    const answer = await applyPipelineRules({ idempotencyKey: keys.keyFor(plan) });
    setTrouble(answer.ok ? null : failureSentence(answer.failure, 'settings'));
    if (answer.ok) {
      keys.forget();
      setPlan(answer.value);
    }
    setBusy(false);
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>HubSpot’s own approvals</Heading>
      <Text testId="rules">
        {trouble ?? plan?.sentence ?? 'HubSpot itself can ask finance before a guarded stage (Enterprise).'}
      </Text>
      <Flex direction="row" gap="sm" wrap>
        <Button testId="look-at-rules" variant="secondary" disabled={busy} onClick={look}>
          Look at the rules
        </Button>
        {plan?.state === 'to-apply' ? (
          <Button testId="apply-rules" variant="primary" disabled={busy} onClick={apply}>
            Change them so; keep all others
          </Button>
        ) : null}
      </Flex>
    </Flex>
  );
}
