import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from '../../demo/app.ts';
import { databaseIn, intercomSettings, slackSettings } from '../../demo/bot-settings.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { startWorkspace } from '../../packages/slack-sandbox/start-workspace.ts';
import type { Environment } from '../../src/config.ts';
import { BotClock } from './bot/bot-clock.ts';
import type { BotProcess, Program } from './bot/bot-process.ts';
import { checkAll, type Figures } from './check.ts';
import { calmDown } from './evidence/calm.ts';
import { EventObserver } from './evidence/event-observer.ts';
import { Journal } from './evidence/journal.ts';
import { StallDetector } from './evidence/stall-detector.ts';
import type { ChaosContext } from './faults/faults.ts';
import { ForeignLock } from './faults/foreign-lock.ts';
import { NewerVersion } from './faults/newer-version.ts';
import { PermanentFaults } from './faults/permanent-faults.ts';
import { type Life, planLife } from './faults/restarts.ts';
import { betweenLives, runLife, startLife } from './life.ts';
import { ExpectedState } from './people/expected-state.ts';
import { playIncidents } from './people/play-incidents.ts';
import { Random } from './random.ts';
import { needlessLookups } from './rules/needless-lookups.ts';
import type { Violation } from './violation.ts';

/** What to run. `incidents`: how many at once; `tell` gets progress messages. */
export type ChaosOptions = {
  readonly seed: number;
  readonly kills: number;
  readonly incidents: number;
  readonly program: Program;
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
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const file = databaseIn(folder);
  const people = Array.from({ length: chaos.incidents }, (_, i) => `p${i + 1}`);
  const workspace = await startWorkspace({ ...app, people, rateLimits: false });
  // Where it's a member, it can look whether a lost message has arrived; in #general it isn't one.
  workspace.person('alice').invite('random', workspace.botUserId);
  const intercom = await startIntercom();
  const groups = {
    P1: workspace.userGroup('first', ['bob', 'carol', 'guest']),
    P2: workspace.userGroup('second', ['dave']),
  };
  const env: Environment = {
    ...slackSettings(workspace, folder),
    ...intercomSettings(intercom),
    ONCALL: `P1=${groups.P1},P2=${groups.P2}`,
    FORGET_DELETED: 'true',
  };
  const journal = new Journal(Date.now());
  const [clock, observer, lock] = [new BotClock(), new EventObserver(file), new ForeignLock(file)];
  const [newer, permanentFaults] = [new NewerVersion(file), new PermanentFaults()];
  const log = chaos.log ?? (() => {});
  const context: ChaosContext = {
    workspace,
    intercom,
    journal,
    file,
    clock,
    observer,
    lock,
    newer,
    permanentFaults,
    log,
  };
  permanentFaults.lay(workspace, journal, chaos.seed);
  const stallDetector = new StallDetector(context);
  const start = (life: Life | null): BotProcess =>
    startLife(context, life, { ...env, ...(life ? pace : calmPace) }, chaos.program);
  const expected = new ExpectedState();
  const random = new Random(chaos.seed);
  let over = false;
  const began = Date.now();
  const playing = people.map((name, i) =>
    playIncidents(
      {
        workspace,
        expected,
        over: () => over,
        now: () => clock.now(),
        count: (kind) => journal.count(kind),
      },
      name,
      random.fork(i),
    ),
  );
  const crashed: Violation[] = [];
  let bot: BotProcess | null = null;
  let kept = false;
  try {
    const lives = random.fork(people.length);
    const kills = () => journal.counts.get('kill -9') ?? 0;
    for (let index = 0; kills() < chaos.kills; index += 1) {
      const part = lives.fork(index);
      const life = planLife(part, index);
      const before = workspace.calls.length;
      const sure = stallDetector.look()?.unsure === false;
      bot = start(life);
      crashed.push(...(await runLife(context, bot, life)));
      if (sure) crashed.push(...needlessLookups(journal, workspace.calls.slice(before)));
      betweenLives(context, life, part);
      if ((index + 1) % 50 === 0)
        log(`${kills()} of ${chaos.kills} kills, ${expected.requests} asked, ${crashed.length} wrong`);
    }
    over = true;
    lock.release();
    newer.lifeOver(true);
    bot = start(null);
    const played = Promise.all(playing);
    const calm = await calmDown(context, bot, expected, played);
    const found = await checkAll({ ...context, expected, calm, began });
    const violations = [...crashed, ...stallDetector.violations, ...calm.violations, ...found.violations];
    kept = violations.length > 0;
    if (kept) keepEvidence(folder, { messages: found.messages, expected, deliveries: workspace.deliveries });
    return { figures: found.figures, violations, kept: kept ? folder : null };
  } finally {
    over = true;
    lock.release();
    observer.stop();
    await bot?.kill();
    await Promise.all([workspace.stop(), intercom.stop()]);
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

/** What someone needs for looking into a violation, besides the database, each in a file of its own. */
function keepEvidence(folder: string, evidence: Readonly<Record<string, unknown>>): void {
  for (const [name, all] of Object.entries(evidence))
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify(all, (_, one) => (one instanceof Set ? [...one] : one), 1),
    );
}
