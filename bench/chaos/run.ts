import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkAll, type Figures } from './check.ts';
import { calmDown } from './evidence/calm.ts';
import { StallDetector } from './evidence/stall-detector.ts';
import type { Engine } from './faults/disturbances.ts';
import type { ChaosContext } from './faults/faults.ts';
import { startLife } from './life.ts';
import { Lives } from './lives.ts';
import { ExpectedState } from './people/expected-state.ts';
import { playIncidents } from './people/play-incidents.ts';
import { Random } from './random.ts';
import { startStage } from './stage.ts';
import type { Violation } from './violation.ts';

/**
 * What to run. `bots`: how many at once, of which a file (`on` is `sqlite`) takes one; `incidents`: how many at once;
 * `log` gets progress messages.
 */
export type ChaosOptions = {
  readonly seed: number;
  readonly kills: number;
  readonly incidents: number;
  readonly on: Engine;
  readonly bots: number;
  readonly log?: (line: string) => void;
};

/** The result. */
export type ChaosResult = {
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  /** Where the database and what the bot posted in Slack are kept; null if nothing is wrong. */
  readonly kept: string | null;
};

/** Update intervals of seconds instead of minutes, so that many come due. */
const pace = {
  UPDATE_EVERY: 'P1=5s,P2=8s,P3=12s,P4=20s',
  RESPOND_WITHIN: 'P1=6s,P2=10s,P3=20s,P4=30s',
  TRIAGE_EVERY: 'P1=5s,P2=8s,P3=10s,P4=20s',
  WATCH_EVERY: '10s',
  PROBE_TIMEOUT: '1s',
};

/**
 * The pace of the quiet period at the end. Each check edits its incident's card, and twenty cards every five seconds
 * exceed Slack's limit for edits: at the pace of the chaos, some card would always be pending, and the outbox would
 * never settle.
 */
const calmPace = { ...pace, TRIAGE_EVERY: 'P1=60s,P2=60s,P3=2m,P4=2m' };

/**
 * Runs people, incidents, kills, and faults; lets it settle; and compares. Leaves nothing behind but what is `kept`.
 */
export async function playChaos(chaos: ChaosOptions): Promise<ChaosResult> {
  const people = Array.from({ length: chaos.incidents }, (_, i) => `p${i + 1}`);
  await using stage = await startStage(chaos, people);
  const { context, env, folder } = stage;
  const { workspace, journal, clock, database, permanentFaults } = context;
  permanentFaults.lay(workspace, journal, chaos.seed);
  const stallDetector = new StallDetector(context);
  const expected = new ExpectedState();
  const random = new Random(chaos.seed);
  let over = false;
  const began = Date.now();
  const play = { workspace, expected, over: () => over, now: () => clock.now(), count: journal.count };
  const playing = people.map((name, i) => playIncidents(play, name, random.fork(i)));
  const lives = new Lives(context, {
    ...chaos,
    stallDetector,
    start: (on, life) => startLife(on, life, { ...env, ...(life ? pace : calmPace) }),
    progress: (crashed) => `${expected.requests} asked, ${crashed} wrong`,
  });
  try {
    const hosts = Array.from({ length: chaos.bots }, (_, i) => random.fork(people.length + i));
    const crashed = (await Promise.all(hosts.map((part, host) => lives.onHost(part, host)))).flat();
    over = true;
    await database.lock.release();
    context.newer.lifeOver(true);
    const calm = await calmDown(context, lives.startAll(), expected, Promise.all(playing));
    const found = await checkAll({ ...context, expected, calm, began, takeovers: lives.takeovers });
    const violations = [
      ...crashed,
      ...lives.unhandled,
      ...stallDetector.violations,
      ...calm.violations,
      ...found.violations,
    ];
    if (violations.length === 0) return { figures: found.figures, violations, kept: null };
    const { calls, deliveries } = workspace;
    const { messages, late } = found;
    const evidence = {
      messages,
      late,
      outages: journal.outages,
      expected,
      deliveries,
      calls,
      lives: lives.logs,
    };
    await keepEvidence(context, folder, evidence);
    return { figures: found.figures, violations, kept: stage.keep() };
  } finally {
    over = true;
    await lives.killAll();
  }
}

/** What someone needs for looking into a violation: the database, and each of these in a file of its own. */
async function keepEvidence(
  { database }: ChaosContext,
  folder: string,
  evidence: Readonly<Record<string, unknown>>,
): Promise<void> {
  await database.keep(folder);
  for (const [name, all] of Object.entries(evidence))
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify(all, (_, one) => (one instanceof Set ? [...one] : one), 1),
    );
}
