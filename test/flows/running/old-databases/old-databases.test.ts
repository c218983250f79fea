import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { restore } from '../../../../src/store/sqlite/database/backup.ts';
import { toSchema } from '../../../store/support/old-database.ts';
import { botMessages, facts, headline, postmortems, reminders } from '../../support/find-messages.ts';
import { databaseFile, events, outbox } from '../../support/record.ts';
import { command, type Scene } from '../../support/scene.ts';
import { story } from '../../support/story.ts';

/**
 * Databases that earlier versions of the bot wrote, dumped as they left them at 14:22 UTC: INC-1 closed, INC-2 open, with
 * a change that was still owed, INC-3 resolved. Schema 3 knew no corrected forms, schema 12 no roles, no numbered entries
 * and no cancelled incidents, schema 15 no adopted channels. They have their schema in them although the migrations could
 * build it: that's what stands on people's disks, whatever becomes of the migrations.
 */
const versions = ['03', '12', '15'] as const;

const minute = 60_000;
/** The channels that they had made, in the order in which the sandbox numbers them. */
const channels = [
  'inc-1-chats-hang',
  'inc-2-webhooks-are-late',
  'inc-3-inbox-is-slow',
  'inc-4-nothing-really',
  'inc-5-webhooks-late',
];

type Old = Scene & {
  readonly one: ChannelSnapshot;
  readonly two: ChannelSnapshot;
  readonly three: ChannelSnapshot;
};

/** The bot of now on the database of an earlier version, in a workspace with its channels, headlines and marked messages. */
async function upgraded(set: Scene, version: string): Promise<Old> {
  const { alice, workspace } = set;
  await set.haltBot();
  set.clock.advance(23 * minute);
  const [one, two, three] = channels.map((name) => alice.createChannel(name));
  if (!one || !two || !three) throw new Error('The channels were not made.');
  for (const { name } of [one, two, three])
    for (const invited of ['bob', workspace.botUserId]) alice.invite(name, invited);
  write(set, version);
  for (const { incident, type, body } of events(set)) {
    if (type !== 'message_captured' && type !== 'headline_posted') continue;
    const channel = channels[incident - 1];
    if (!channel || incident > 3) continue;
    const author = type === 'headline_posted' ? workspace.botUserId : alice.id;
    stands(set, channel, { author, ts: String(body.ts), text: String(body.text ?? '') });
  }
  await set.resumeBot();
  await set.settled();
  return Object.assign(set, { one, two, three });
}

/** A pinned message as it was posted then. */
function stands(
  { alice, workspace }: Scene,
  channel: string,
  { text, ...was }: { readonly author: string; readonly ts: string; readonly text: string },
): void {
  const posted = alice.post(channel, text || 'The headline');
  const message = workspace.state.team.message(posted.channel, posted.ts);
  if (message) Object.assign(message, was);
  alice.pin({ channel: posted.channel, ts: was.ts });
}

const dump = (version: string): string =>
  readFileSync(new URL(`schema-${version}.sql`, import.meta.url), 'utf8');

/** The schema that a new database has after this, as SQLite keeps it. */
function schemaAfter(fill: (db: Database.Database) => void): unknown[] {
  const db = new Database(':memory:');
  fill(db);
  const schema = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all();
  db.close();
  return schema;
}

/** Puts the database of an earlier version in the place of the bot's. */
function write(set: Scene, version: string): void {
  const file = databaseFile(set);
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const db = new Database(file);
  db.exec(dump(version));
  // Unlike Slack, each sandbox numbers its payloads from 1.
  db.exec("UPDATE inbox SET id = 'then ' || id");
  db.close();
}

/** The number of the one entry of a timeline that has these words. */
async function numberOf({ alice, type }: Scene, channel: ChannelSnapshot, words: string): Promise<string> {
  const lines = (await type(alice, 'timeline all', channel.name)).split('\n');
  const [number, ...more] = lines.flatMap((line) =>
    line.includes(words) ? (/^#(\d+) /.exec(line)?.[1] ?? []) : [],
  );
  if (number === undefined || more.length > 0)
    throw new Error(`"${words}" is not once in:\n${lines.join('\n')}`);
  return number;
}

/** Alice fills in a form that a command opens. */
async function form(set: Scene, text: string, channel: ChannelSnapshot, fields = {}): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, text, { in: channel.name }));
  await set.alice.submit(fields);
  await set.settled();
}

test.each(versions)('The migrations up to %s build the schema of that version', (version) => {
  const then = schemaAfter((db) => db.exec(dump(version)));
  expect(schemaAfter((db) => toSchema(db, Number(version)))).toEqual(then);
  expect(then.length).toBeGreaterThan(10);
});

describe.concurrent.each(versions)('The database of a version with schema %s', (version) => {
  story('has its queued effects delivered once, and its promised update reminded of', async ({ scene }) => {
    const set = await upgraded(await scene(), version);
    const { two, clock } = set;
    expect(botMessages(two, 'it grows')).toHaveLength(1);
    expect(outbox(set).map(({ key }) => key.split(':')[0])).not.toContain('post_change');
    expect(outbox(set).filter(({ dead }) => dead !== null)).toEqual([]);
    clock.advance(60 * minute);
    await set.settled();
    expect(reminders(two)).toHaveLength(1);
    expect(facts(two)).toMatchObject({
      title: '[P2] INCIDENT: Intercom Integration',
      Status: 'INVESTIGATING',
    });
  });

  story(
    'has numbered entries that can be edited, hidden, and restored, also after the close',
    async ({ scene }) => {
      const set = await upgraded(await scene(), version);
      const { alice, clock, one, type } = set;
      const number = await numberOf(set, one, 'Cahce is cold');
      await form(set, `edit #${number}`, one, { Text: 'Cache is cold' });
      expect(await numberOf(set, one, 'Cache is cold')).toBe(number);
      clock.advance(10 * minute);
      await set.settled();
      expect(postmortems(one)).toHaveLength(1);
      expect(postmortems(one)[0]?.content).toMatch(/Cache is cold.*Workers restarted/su);
      expect(await type(alice, `hide #${number} not ours`, one.name)).toContain(`entry #${number} hidden.`);
      expect(await type(alice, 'timeline', one.name)).not.toContain('Cache is cold');
      expect(await type(alice, `restore #${number}`, one.name)).toBe(`INC-1: entry #${number} restored.`);
      expect(await type(alice, 'timeline', one.name)).toContain('Cache is cold');
    },
  );

  story('has incidents that accept roles, a title, a start time, and links', async ({ scene }) => {
    const set = await upgraded(await scene(), version);
    const { alice, two, type } = set;
    expect(await type(alice, 'role comms @dave', two.name)).toContain('is now Comms lead');
    expect(await type(alice, 'title Webhooks stand still', two.name)).toContain('the title is now');
    await type(alice, 'started -35m', two.name);
    expect(await type(alice, 'link https://docs.example/2 Dashboard', two.name)).toContain('link added');
    expect(await type(alice, 'roles', two.name)).toMatch(/Comms lead:\* <@U000000DAVE>/u);
    expect(await type(alice, 'catchup', two.name)).toContain('*INC-2: Webhooks stand still*');
    expect(await type(alice, 'timeline', two.name)).toMatch(/Start: .* set by alice/u);
    expect(two.members).toContain('dave');
    expect(outbox(set).filter(({ dead }) => dead !== null)).toEqual([]);
  });

  story('has incidents that can be cancelled, marked as duplicates, and reopened', async ({ scene }) => {
    const set = await upgraded(await scene(), version);
    const { alice, two, three, type } = set;
    await form(set, 'cancel', two, { Reason: 'False alarm', Why: 'A test' });
    expect(facts(two).Status).toBe('CANCELLED');
    await type(alice, 'reopen It is real', two.name);
    expect(facts(two).Status).toBe('INVESTIGATING');
    await type(alice, 'reopen Still slow', three.name);
    await type(alice, 'duplicate INC-2', three.name);
    expect(facts(three).Status).toBe('CANCELLED');
    expect(await type(alice, 'timeline', two.name)).toContain('INC-3 #');
    expect(outbox(set).filter(({ dead }) => dead !== null)).toEqual([]);
  });

  story('has incidents that can be reopened, and closed with a postmortem', async ({ scene }) => {
    const set = await upgraded(await scene(), version);
    const { alice, one, two, type } = set;
    await type(alice, 'reopen It is back', one.name);
    await form(set, 'close', one, { Summary: 'It was back' });
    expect(postmortems(one)[0]?.content).toMatch(/Workers restarted.*It is back/su);
    await form(set, 'close', two, { Summary: 'The queue is empty' });
    expect(postmortems(two)[0]?.content).toContain('Queue at 4,000');
    expect(facts(two).Status).toBe('CLOSED');
    expect(headline(two).buttons).toEqual(['Reopen', 'Add action item']);
  });

  story('is backed up, so that going back a version and forward again loses nothing', async ({ scene }) => {
    const set = await scene();
    await set.haltBot();
    write(set, version);
    const before = events(set);
    await set.resumeBot();
    await set.haltBot();
    const file = databaseFile(set);
    const [copy, ...more] = readdirSync(dirname(file)).filter((name) => name.includes('.before-'));
    expect(more).toEqual([]);
    expect(copy).toContain(`${basename(file)}.before-00`);
    // To run the version before, its copy is restored.
    restore(set.env.DATABASE_URL ?? '', join(dirname(file), copy ?? ''), set.clock.now());
    expect(events(set)).toEqual(before);
    await set.resumeBot();
    expect(events(set).slice(0, before.length)).toEqual(before);
    expect(await set.type(set.alice, 'timeline INC-1')).toContain('Workers restarted');
  });
});
