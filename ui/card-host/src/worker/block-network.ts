import { workerScope } from './worker-scope.ts';

const blocked = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts'];

/** HubSpot's worker has no network but `hubspot.fetch`; a card that reaches around it must fail here too. */
export function blockNetwork(): void {
  for (const name of blocked) {
    Object.defineProperty(workerScope, name, { value: refuse(name), configurable: false, writable: false });
  }
}

function refuse(name: string): () => never {
  return function refused() {
    throw new Error(`${name} is not available to a card. Use hubspot.fetch().`);
  };
}
