import type { CrmProperties } from '../contract.ts';

type VerdictTag = { word: string; variant: 'success' | 'info' | 'warning' | 'danger' | 'default' };

const words: Record<string, VerdictTag> = {
  clear: { word: 'Clear', variant: 'success' },
  thin: { word: 'Thin', variant: 'info' },
  sign_off: { word: 'Sign-off', variant: 'warning' },
  loss: { word: 'Loss', variant: 'danger' },
  unknown: { word: 'Unknown', variant: 'default' },
};

/** The verdict as the server last wrote it to the deal; null before any estimate. */
export function verdictOf(properties: CrmProperties): VerdictTag | null {
  return words[properties.dealfloor_verdict ?? ''] ?? null;
}
