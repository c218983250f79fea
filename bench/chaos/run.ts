import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '../../demo/app.ts';
import { startIntercom } from '../../sandbox/intercom/start.ts';
import { startWorkspace } from '../../sandbox/workspace.ts';
import type { Environment } from '../../src/config.ts';
import { type BotProcess, type Program, spawnBot } from './bot-process.ts';
import { calmDown } from './calm.ts';
import { checkAll, type Figures } from './check.ts';
import { Journal } from './journal.ts';
import { Ledger } from './ledger.ts';
import { type Life, planLife } from './lives.ts';
import { playIncidents } from './player.ts';
import { Random } from './random.ts';
import type { Violation } from './violation.ts';
import { type Ground, letLoose, plantCalls } from './weather.ts';

/** What is played. `incidents`: how many at once; `tell` hears how it goes. */
export type Chaos = {
  readonly seed: number;
  readonly kills: number;
  readonly incidents: number;
  readonly program: Program;
  readonly tell?: (line: string) => void;
};

/** What came of it. */
export type Outcome = {
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  /** Where the database and what the bot said in Slack are kept; null when nothing is wrong. */
  readonly kept: string | null;
};

/** How long a start may take before it counts as failed, ms. */
const startWithin = 60_000;

/** Promises of seconds instead of minutes, so that many come due. */
const pace = {
  UPDATE_EVERY: 'P1=5s,P2=8s,P3=12s,P4=20s',
  RESPOND_WITHIN: 'P1=6s,P2=10s,P3=20s,P4=30s',
  TRIAGE_EVERY: 'P1=1m,P2=90s,P3=2m,P4=3m',
  WATCH_EVERY: '10s',
  PROBE_TIMEOUT: '1s',
};

/** Plays it all: people, incidents, kills and faults; lets it settle; and compares. Leaves nothing behind but what is `kept`. */
export async function playChaos(chaos: Chaos): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const file = join(folder, 'incidents.db');
  const people = Array.from({ length: chaos.incidents }, (_, i) => `p${i + 1}`);
  const workspace = await startWorkspace({ ...app, people, rateLimits: false });
  const intercom = await startIntercom();
  const env: Environment = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    PORT: '0',
    INCIDENT_ANNOUNCE_CHANNEL: workspace.channel('incidents').id,
    INTERCOM_ACCESS_TOKEN: intercom.token,
    INTERCOM_API_URL: intercom.apiUrl,
    INTERCOM_STATUS_URL: intercom.statusUrl,
    HEALTH_CHECK_URL: intercom.healthUrl,
    DATABASE_URL: `file:${file}`,
    ...pace,
  };
  const ground: Ground = { workspace, intercom, journal: new Journal(Date.now()), file };
  const start = (): BotProcess => spawnBot(env, chaos.program);
  const ledger = new Ledger();
  const random = new Random(chaos.seed);
  let over = false;
  const began = Date.now();
  const playing = people.map((name, i) =>
    playIncidents({ workspace, ledger, over: () => over }, name, random.fork(i)),
  );
  const crashed: Violation[] = [];
  let bot: BotProcess | null = null;
  let kept = false;
  try {
    const lives = random.fork(people.length);
    for (let index = 0; index < chaos.kills; index += 1) {
      bot = start();
      crashed.push(...(await live(ground, bot, planLife(lives.fork(index), index))));
      if ((index + 1) % 50 === 0) chaos.tell?.(`${index + 1} of ${chaos.kills} kills, ${ledger.asked} asked`);
    }
    over = true;
    bot = start();
    const played = Promise.all(playing);
    const calm = await calmDown(ground, bot, played);
    const found = await checkAll({ ...ground, ledger, calm, began });
    const violations = [...crashed, ...calm.violations, ...found.violations];
    kept = violations.length > 0;
    if (kept) writeFileSync(join(folder, 'said.json'), JSON.stringify(found.said, null, 1));
    return { figures: found.figures, violations, kept: kept ? folder : null };
  } finally {
    over = true;
    await bot?.kill();
    await Promise.all([workspace.stop(), intercom.stop()]);
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

/** One life, from its start to its kill. What it did wrong by ending on its own. */
async function live(ground: Ground, bot: BotProcess, life: Life): Promise<Violation[]> {
  const { journal } = ground;
  const { death } = life;
  let die = () => {};
  const dying = new Promise<void>((resolve) => {
    die = resolve;
  });
  const tidy = plantCalls(ground, life, () => {
    journal.count('kill -9 inside a call');
    die();
  });
  let calm = () => {};
  try {
    if (death.when === 'starting') {
      journal.count('kill -9 while starting');
      await Promise.race([sleep(death.afterMs), bot.ended]);
    } else {
      await Promise.race([bot.ready, dying, sleep(startWithin)]);
      journal.up(Date.now());
      calm = letLoose(ground, life, bot);
      await Promise.race([sleep(death.afterMs), dying, bot.ended]);
    }
    const ended = await Promise.race([bot.ended.then((code) => ({ code })), sleep(0, null)]);
    return ended ? [endedByItself(ended.code, bot)] : [];
  } finally {
    calm();
    tidy();
    journal.down(Date.now());
    await bot.kill();
    journal.count('kill -9');
  }
}

const endedByItself = (code: number | null, bot: BotProcess): Violation => ({
  kind: 'broken',
  incident: 'the bot',
  what: `ended by itself with code ${code}`,
  look: bot.lines.slice(-5).join('\n'),
});
