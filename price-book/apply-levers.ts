import type { Lever } from './lever.ts';
import { add, complement, divide, multiply, type Ratio, ratioOf, whole, ZERO } from './ratio.ts';

/** The exact calls of one sizing line: what is still asked upstream, what a cache answers, and calls caused elsewhere. */
export type Flow = {
  readonly endpoint: string;
  readonly pages: number;
  readonly calls: Ratio;
  readonly hits: Ratio;
  readonly elsewhere: readonly { readonly endpoint: string; readonly calls: Ratio }[];
};

/** A flow before any lever: operations x pages, all of it upstream. */
export function flowOf(endpoint: string, operations: Ratio, pages: number): Flow {
  return { endpoint, pages, calls: multiply(operations, whole(pages)), hits: ZERO, elsewhere: [] };
}

/** The flow after one lever, which acts on the calls that are left; exact. */
export function applyLever(flow: Flow, lever: Lever): Flow {
  switch (lever.kind) {
    case 'dedupe':
    case 'drop-unread':
      return keep(flow, complement(ratioOf(lever.share)));
    case 'cadence-tier':
      return keep(flow, ratioOf(lever.keptShare));
    case 'cache': {
      const hit = ratioOf(lever.hitShare);
      return { ...keep(flow, complement(hit)), hits: add(flow.hits, multiply(flow.calls, hit)) };
    }
    case 'list-instead-of-detail': {
      const replaced = multiply(flow.calls, ratioOf(lever.share));
      const listCalls = divide(replaced, whole(lever.itemsPerListCall));
      const left = keep(flow, complement(ratioOf(lever.share)));
      return lever.listEndpoint === null ? left : cause(left, lever.listEndpoint, listCalls);
    }
    case 'sampling-cap': {
      if (lever.pagesAtMost >= flow.pages) return flow;
      const kept = { numerator: BigInt(lever.pagesAtMost), denominator: BigInt(flow.pages) };
      return { ...keep(flow, kept), pages: lever.pagesAtMost };
    }
    case 'delta-polling': {
      const changedPages = multiply(ratioOf(lever.changedShare), whole(flow.pages));
      return keep(flow, divide(add(whole(lever.probeCalls), changedPages), whole(flow.pages)));
    }
    case 'existence-probe': {
      const probes = divide(flow.calls, whole(flow.pages));
      return cause(keep(flow, complement(ratioOf(lever.goneShare))), lever.probeEndpoint, probes);
    }
    case 'pre-warm':
      return keep(flow, divide(whole(1), ratioOf(lever.openedShare)));
    case 'off-peak':
      return flow;
  }
}

function keep(flow: Flow, factor: Ratio): Flow {
  return { ...flow, calls: multiply(flow.calls, factor) };
}

function cause(flow: Flow, endpoint: string, calls: Ratio): Flow {
  return { ...flow, elsewhere: [...flow.elsewhere, { endpoint, calls }] };
}
