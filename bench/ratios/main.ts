import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { folderWithUs } from '../../demo/ends-with-us.ts';
import { deeds, measureAcks, measureAcksAfterUpgrade } from './acks.ts';
import type { Row } from './figures.ts';
import { measureFinds } from './finding/finds.ts';
import { startInstantSlack } from './instant-slack.ts';
import { measureFigures } from './many/figure-reads.ts';
import { measureMessages } from './messages.ts';
import { measureFlapping, measureRequests } from './open-incidents.ts';
import { measureOutbox } from './outbox.ts';
import { measureOnPostgres } from './postgres/measure.ts';
import { measurePostmortem, measureReads } from './reads.ts';
import { measureMemory, measureStart } from './resources.ts';
import { machine, table } from './results.ts';
import { seed, stillTakesIn, takeIn } from './seed.ts';
import { startSubject } from './subject.ts';
import { measureTriage } from './triage.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    /** Only the rows about many open incidents; nothing is saved. */
    open: { type: 'boolean', default: false },
    /** Only the rows about PostgreSQL; nothing is saved. */
    postgres: { type: 'boolean', default: false },
  },
});

/** How much is measured; `--quick` is for a first look, not for figures. */
const size = values.quick
  ? {
      rounds: 2,
      acks: 150,
      messages: 800,
      effects: 800,
      reads: 200,
      finds: 10,
      warmUps: 200,
      commands: 200,
      takeovers: { pairs: 2, times: 2 },
      incidents: 2_000,
      events: 20,
      long: 1_000,
      checked: 20,
      flapping: 1,
    }
  : {
      rounds: 5,
      acks: 800,
      messages: 3_000,
      effects: 3_000,
      reads: 600,
      finds: 30,
      warmUps: 2_000,
      commands: 1_000,
      takeovers: { pairs: 5, times: 10 },
      incidents: 100_000,
      events: 20,
      long: 10_000,
      checked: 60,
      flapping: 3,
    };

const stored = { incidents: 10_000, events: 20, open: 50 };
/** The last of the stored incidents, which is open. */
const incident = 2 + stored.incidents;

type Say = (found: readonly Row[]) => void;

/** Measures everything against its baseline, prints the table, and with `--save` writes bench/RESULTS.md. */
async function main(): Promise<void> {
  const where = machine();
  const folder = folderWithUs('bench');
  const rows: Row[] = [];
  const say: Say = (found) => {
    rows.push(...found);
    for (const row of found) console.log(table([row]).split('\n').at(-1));
  };
  const all = !values.open && !values.postgres;
  if (all) await measureOne(folder, say);
  if (all || values.postgres) await measureBots(say);
  if (all || values.open) await measureMany(folder, say);
  rmSync(folder, { recursive: true, force: true });
  console.log(`\n${table(rows)}\n\n${where}`);
  if (values.save && all) writeFileSync(new URL('../RESULTS.md', import.meta.url), page(rows, where));
}

/** With many open incidents. */
async function measureMany(folder: string, say: Say): Promise<void> {
  say([await measureRequests(folder, size.checked)]);
  say(await measureFlapping(folder, size.flapping));
}

/** With bots on one PostgreSQL. */
async function measureBots(say: Say): Promise<void> {
  const slack = await startInstantSlack();
  const big = { incidents: size.incidents, events: size.events, open: 100 };
  await measureOnPostgres(slack, { ...size, stored, big }, say);
  await slack.stop();
}

/** With one active incident. */
async function measureOne(folder: string, say: Say): Promise<void> {
  const slack = await startInstantSlack();
  const file = join(folder, 'incidents.db');
  const upgraded = join(folder, 'upgraded.db');
  await seed(file, stored, Date.now());
  copyFileSync(file, upgraded);
  await takeIn(file);
  const using = (database: string) => ({ DATABASE_URL: `file:${database}`, LOG_LEVEL: 'warn' });
  const env = using(file);
  say([await measureStart(slack.apiUrl, env, size.rounds)]);
  const subjects = {
    bot: await startSubject('bot', slack.apiUrl, env),
    bare: await startSubject('bare', slack.apiUrl),
    committing: await startSubject('bare', slack.apiUrl, { COMMIT_TO: join(folder, 'raw.db') }),
  };
  const baselines = { 'bare Bolt': subjects.bare, 'bare Bolt and one raw commit': subjects.committing };
  say(
    await measureAcks({ bot: subjects.bot, baselines }, deeds(incident), {
      rounds: size.rounds,
      count: size.acks,
    }),
  );
  say(await measureMessages(subjects, incident, { rounds: size.rounds, count: size.messages }));
  await subjects.bot.stop();
  say(
    await measureAcksAfterUpgrade(
      { bot: await startSubject('bot', slack.apiUrl, using(upgraded)), baselines },
      deeds(incident),
      { rounds: size.rounds, count: size.acks },
    ),
  );
  await stillTakesIn(upgraded);
  await Promise.all(Object.values(baselines).map((subject) => subject.stop()));
  say(
    await measureMemory(
      {
        bot: () => startSubject('bot', slack.apiUrl, env, { ownClock: true }),
        bare: () => startSubject('bare', slack.apiUrl, {}, { ownClock: true }),
      },
      incident,
      size.rounds,
    ),
  );
  say(await measureTriage(size.rounds));
  say([await measureOutbox(folder, size.rounds, size.effects)]);
  say(await measureReads(folder, { incidents: size.incidents, events: size.events, open: 100 }, size.reads));
  say(
    await measureFigures(folder, { incidents: size.incidents, events: size.events, open: 100 }, size.rounds),
  );
  say(await measureFinds(folder, { incidents: size.incidents, events: size.events, open: 100 }, size.finds));
  say([await measurePostmortem(folder, size.long, size.rounds)]);
  await slack.stop();
}

const page = (rows: readonly Row[], where: string): string => `# Speed, as ratios

\`npm run bench -- --save\` measured this on ${new Date().toISOString().slice(0, 10)}: ${where}. Both sides of a row run in turn in
the same run, medians of ${size.rounds} rounds, with ${stored.incidents.toLocaleString('en')} incidents stored where a store matters; acknowledgements after 2,000 of
each kind to warm up.

${table(rows)}
`;

await main();
