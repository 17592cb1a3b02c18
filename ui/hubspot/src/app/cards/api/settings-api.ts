import {
  CheckItem,
  Checklist,
  type CheckName,
  type FieldMapping,
  type MappingInput,
  MappingPreview,
  MappingView,
  type PipelineRulesInput,
  PipelineRulesPlan,
  type ProvisioningInput,
  ProvisioningPlan,
} from '@dealfloor/price-book';
import type { Answer } from './answer.ts';
import { request } from './dealfloor-api.ts';

export function loadChecklist(): Promise<Answer<Checklist>> {
  return request(Checklist, '/settings/checklist');
}

export function runCheck(name: CheckName): Promise<Answer<CheckItem>> {
  return request(CheckItem, `/settings/checks/${name}`, {});
}

export function loadPlan(): Promise<Answer<ProvisioningPlan>> {
  return request(ProvisioningPlan, '/settings/provisioning');
}

export function applyPipelineRules(input: PipelineRulesInput): Promise<Answer<PipelineRulesPlan>> {
  return request(PipelineRulesPlan, '/settings/pipeline-rules', input);
}

export function provision(input: ProvisioningInput): Promise<Answer<ProvisioningPlan>> {
  return request(ProvisioningPlan, '/settings/provisioning', input);
}

export function loadMapping(): Promise<Answer<MappingView>> {
  return request(MappingView, '/settings/mapping');
}

export function previewMapping(mapping: FieldMapping): Promise<Answer<MappingPreview>> {
  return request(MappingPreview, '/settings/mapping/preview', { mapping });
}

export function saveMapping(input: MappingInput): Promise<Answer<MappingView>> {
  return request(MappingView, '/settings/mapping', input, 'PUT');
}
