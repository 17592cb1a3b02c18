import { KESTREL } from '../../server/demo/demo-deals.ts';
import { dealOf, openBenchWorld, SAVERS } from './http/bench-world.ts';
import { type Child, startChild } from './http/child.ts';
import {
  type Acknowledged,
  acknowledged,
  checkSaves,
  compareAnswers,
  expectStatus,
} from './http/compare-answers.ts';
import { type Client, createClient, pace, saturate } from './http/load.ts';
import { previewShot, saveShot } from './http/signed-shots.ts';
import { median, quantile } from './median.ts';

export type HttpFigures = {
  readonly contender: string;
  readonly request: 'preview' | 'save';
  readonly cpuMicroseconds: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMegabytes: number;
};
export type HttpMeasurement = { readonly figures: readonly HttpFigures[]; readonly savesChecked: number };

const ROUNDS = 5;
const PREVIEWERS = 10;
const WARM_UP = 2_000;
const SHOTS = 1_000;
const PACED_SHOTS = 200;
const PACE_MS = 20;
const EMPTY = ['empty Hono', 'empty Fastify', 'empty Express'];

type Round = Omit<HttpFigures, 'contender' | 'request' | 'rssMegabytes'>;
type Contestant = { child: Child; client: Client };

/** S5 and S6: previews and saves, signed and validated, next to empty handlers that get the very same requests. */
export async function measureHttp(say: (text: string) => void): Promise<HttpMeasurement> {
  const world = await openBenchWorld();
  const contestants: Contestant[] = [];
  try {
    const { file, sandboxUrl } = world;
    for (const name of ['Dealfloor', ...EMPTY]) {
      const child = await startChild(name, JSON.stringify({ file, sandboxUrl }));
      contestants.push({ child, client: createClient(child.port, SAVERS) });
    }
    await compareAnswers(
      contestants.map(({ client }) => client),
      KESTREL.sizing,
    );
    const previews = await measurePreviews(contestants, say);
    const saves = await measureSaves(contestants.slice(0, 2), say);
    for (const { child, client } of contestants.splice(0)) {
      client.close();
      await child.stop();
    }
    await checkSaves(file, saves.acknowledged);
    return { figures: [...previews, ...saves.figures], savesChecked: saves.acknowledged.length };
  } finally {
    for (const { child } of contestants) await child.stop();
    await world.close();
  }
}

async function measurePreviews(contestants: readonly Contestant[], say: (text: string) => void) {
  let shot = previewShot(dealOf(0), KESTREL.sizing);
  const ask = async ({ client }: Contestant) => {
    const hit = await client.fire(shot);
    expectStatus(hit, 200);
    return hit;
  };
  for (const contestant of contestants) await saturate(PREVIEWERS, WARM_UP, () => ask(contestant));
  return inRounds('preview', contestants, say, async (contestant) => {
    shot = previewShot(dealOf(0), KESTREL.sizing);
    const { cpuMicroseconds, requestsPerSecond } = await spent(contestant, SHOTS, () =>
      saturate(PREVIEWERS, SHOTS, () => ask(contestant)),
    );
    const paced = (await pace(PACE_MS, PACED_SHOTS, () => ask(contestant))).map((hit) => hit.milliseconds);
    return { cpuMicroseconds, requestsPerSecond, p50Ms: median(paced), p99Ms: quantile(paced, 0.99) };
  });
}

async function measureSaves(contestants: readonly Contestant[], say: (text: string) => void) {
  const saves: Acknowledged[] = [];
  const ask = async ({ child, client }: Contestant, saver: number) => {
    const { key, ...shot } = saveShot(dealOf(saver), KESTREL.sizing);
    const hit = await client.fire(shot);
    if (child.name === 'Dealfloor') saves.push(acknowledged(dealOf(saver), key, hit));
    else expectStatus(hit, 200);
    return hit;
  };
  for (const contestant of contestants) await saturate(SAVERS, WARM_UP, (saver) => ask(contestant, saver));
  const figures = await inRounds('save', contestants, say, async (contestant) => {
    let times: number[] = [];
    const { cpuMicroseconds, requestsPerSecond } = await spent(contestant, SHOTS, async () => {
      times = (await saturate(SAVERS, SHOTS, (saver) => ask(contestant, saver))).map(
        (hit) => hit.milliseconds,
      );
    });
    return { cpuMicroseconds, requestsPerSecond, p50Ms: median(times), p99Ms: quantile(times, 0.99) };
  });
  return { figures, acknowledged: saves };
}

/** What the server's process spent on each request while some work ran. */
async function spent({ child }: Contestant, requests: number, work: () => Promise<unknown>) {
  const before = await child.usage();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1_000;
  const after = await child.usage();
  const cpuMicroseconds = (after.cpuMicroseconds - before.cpuMicroseconds) / requests;
  return { cpuMicroseconds, requestsPerSecond: requests / seconds };
}

/** Rounds in which every contestant has its turn, so that whatever disturbs the machine disturbs them all. */
async function inRounds(
  request: HttpFigures['request'],
  contestants: readonly Contestant[],
  say: (text: string) => void,
  measure: (contestant: Contestant) => Promise<Round>,
): Promise<HttpFigures[]> {
  const rounds = contestants.map((contestant) => ({ contestant, measured: [] as Round[] }));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { contestant, measured } of rounds) measured.push(await measure(contestant));
    say(`${request}: round ${round} of ${ROUNDS}`);
  }
  return Promise.all(
    rounds.map(async ({ contestant, measured }) => {
      const middle = (figure: keyof Round) => median(measured.map((one) => one[figure]));
      const { rssBytes } = await contestant.child.usage();
      return {
        contender: contestant.child.name,
        request,
        cpuMicroseconds: middle('cpuMicroseconds'),
        requestsPerSecond: middle('requestsPerSecond'),
        p50Ms: middle('p50Ms'),
        p99Ms: middle('p99Ms'),
        rssMegabytes: rssBytes / 1e6,
      };
    }),
  );
}
