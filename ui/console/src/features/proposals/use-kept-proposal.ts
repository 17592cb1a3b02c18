import { useState } from 'react';
import type { ZodType } from 'zod';
import { useApi } from '../../http/api-context.ts';

/** What one person typed for a proposal of a kind, kept for the tab: Back, a reload and a refusal lose nothing. */
export function useKeptProposal<Draft>(kind: string, schema: ZodType<Draft>, fresh: Draft) {
  const { personId } = useApi();
  const storedAs = `dealfloor.proposal.${personId}.${kind}`;
  const [draft, setDraft] = useState(() => storedDraft(storedAs, schema) ?? fresh);
  const write = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    sessionStorage.setItem(storedAs, JSON.stringify(next));
    setDraft(next);
  };
  const forget = () => sessionStorage.removeItem(storedAs);
  return { draft, write, forget };
}

function storedDraft<Draft>(storedAs: string, schema: ZodType<Draft>): Draft | null {
  const stored = sessionStorage.getItem(storedAs);
  if (stored === null) return null;
  try {
    return schema.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}
