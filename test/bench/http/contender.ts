import type { AddressInfo, Server } from 'node:net';

/** A server under test in a process of its own: it says where it listens, and what it used whenever it is asked. */
export type Contender = { readonly server: Server; stop(): Promise<void> };
export type Usage = { readonly cpuMicroseconds: number; readonly rssBytes: number };

/** Each loads its own framework and no other, so that its memory is its own. */
const STARTERS: Record<string, (options: string) => Promise<Contender>> = {
  'empty Hono': async () => (await import('./empty-hono.ts')).startHono(),
  'empty Fastify': async () => (await import('./empty-fastify.ts')).startFastify(),
  'empty Express': async () => (await import('./empty-express.ts')).startExpress(),
  Dealfloor: async (options) => (await import('./dealfloor-server.ts')).startDealfloor(options),
};

const [name = '', options = ''] = process.argv.slice(2);
const start = STARTERS[name];
if (!start || !process.send) throw new Error(`no contender ${name}`);
const contender = await start(options);
const address = contender.server.address() as AddressInfo;

process.on('message', async (message) => {
  if (message === 'usage') {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    process.send?.({ cpuMicroseconds: userCPUTime + systemCPUTime, rssBytes: process.memoryUsage.rss() });
  }
  if (message === 'stop') {
    await contender.stop();
    process.disconnect();
  }
});
process.once('disconnect', () => process.exit());
process.send({ port: address.port });
