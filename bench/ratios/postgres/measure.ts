import { findPostgres, howToGetPostgres } from '../../../demo/postgres/find-postgres.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { type Deed, deeds, measureAcks } from '../acks.ts';
import type { Row } from '../figures.ts';
import { slowestFinds } from '../finding/finds.ts';
import type { InstantSlack } from '../instant-slack.ts';
import { compareReads, smallFilling } from '../reads.ts';
import type { Filling } from '../seed.ts';
import { startSubject } from '../subject.ts';
import { type BenchServer, startBenchServer } from './durable-server.ts';
import { fillDatabase } from './fill-database.ts';
import { measureProcessorSeconds } from './processor-seconds.ts';
import { measureSettling } from './settling.ts';
import { measureTakeovers, type Takeovers } from './takeovers.ts';

/** How much is measured. */
type Size = {
  readonly rounds: number;
  readonly acks: number;
  readonly warmUps: number;
  readonly effects: number;
  readonly commands: number;
  readonly reads: number;
  readonly finds: number;
  readonly takeovers: Takeovers;
  /** The database that is used, and the big one that it's compared with. */
  readonly stored: Filling;
  readonly big: Filling;
};

const where = ', on PostgreSQL';
const baseline = 'bare Bolt and one raw commit through pg';

/** All rows about PostgreSQL, on a server of its own; says so if there is none on this machine. */
export async function measureOnPostgres(
  slack: InstantSlack,
  size: Size,
  say: (found: readonly Row[]) => void,
): Promise<void> {
  const programs = findPostgres(process.env);
  if (programs === null) {
    console.log(`Left out: the rows about PostgreSQL. ${howToGetPostgres}`);
    return;
  }
  await using server = await startBenchServer(programs);
  const now = Date.now();
  for (const [name, filling] of Object.entries({ stored: size.stored, big: size.big, small: smallFilling }))
    await fillDatabase(await server.create(name), filling, now);
  // Each has its own database, because a command that was run there before would do nothing.
  const one = await server.create('one', 'stored');
  const two = await server.create('two', 'stored');
  await server.harden();
  // The numbers of the two incidents that the others are copies of come first.
  const last = 2 + size.stored.incidents;
  say(await acks(server, slack, last, size));
  say(
    await measureProcessorSeconds(server, { one, two }, slack.apiUrl, last, {
      rounds: size.rounds,
      count: size.commands,
      warmUps: size.warmUps,
    }),
  );
  say([await measureSettling(server, size.rounds, size.effects)]);
  const open = (name: string) => () => openPostgres(server.url(name), 'bot');
  say(await compareReads({ small: open('small'), big: open('big') }, size.big, size.reads, where));
  const store = await open('big')();
  say(await slowestFinds(store, size.big, size.finds, where));
  await store.close();
  say(await measureTakeovers(server, 'small', smallFilling.incidents, size.takeovers));
}

async function acks(server: BenchServer, slack: InstantSlack, incident: number, size: Size): Promise<Row[]> {
  const bot = await startSubject('bot', slack.apiUrl, {
    DATABASE_URL: server.url('stored'),
    LOG_LEVEL: 'warn',
  });
  const committing = await startSubject('bare', slack.apiUrl, { COMMIT_TO: await server.create('raw') });
  const rows = await measureAcks({ bot, baselines: { [baseline]: committing } }, committed(incident), {
    rounds: size.rounds,
    count: size.acks,
    warmUps: size.warmUps,
  });
  await Promise.all([bot.stop(), committing.stop()]);
  return rows;
}

/** What people do that is committed before it's acknowledged. */
const committed = (incident: number): Deed[] =>
  deeds(incident)
    .filter(({ against }) => against.includes('commit'))
    .map((deed) => ({
      ...deed,
      what: `${deed.what}${where}`,
      against: baseline,
      targets: [
        { p: 50, atMost: 1.5 },
        { p: 99, atMost: 1.5 },
      ],
    }));
