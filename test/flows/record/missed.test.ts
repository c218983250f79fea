import Database from 'better-sqlite3';
import { describe, expect, vi } from 'vitest';
import { app } from '../../../demo/app.ts';
import { headline } from '../support/find-messages.ts';
import { databaseFile, eventRows, events, requestIds } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const requestId = (n: number): string => `3f1c2d4e-0000-4000-8000-00000000000${n}`;

const healthz = async ({ bot }: Scene): Promise<number> =>
  (await fetch(`http://127.0.0.1:${bot.port}/healthz`)).status;

/** A time in which the bot hears nothing; each begins it, and returns how it ends. */
const absences: Readonly<Record<string, (set: Scene) => Promise<() => unknown>>> = {
  async 'while the database was locked'(set) {
    const shell = new Database(databaseFile(set));
    shell.exec('BEGIN IMMEDIATE');
    set.clock.advance(5_000);
    await vi.waitFor(async () => expect(await healthz(set)).toBe(503), { timeout: 20_000, interval: 100 });
    return () => {
      shell.close();
      set.clock.advance(5_000);
    };
  },
  async 'while the bot was stopped'(set) {
    await set.haltBot();
    return () => set.resumeBot();
  },
  'while Slack was cut off': async (set) => () => set.workspace.dropConnections(),
};

/** What people do to an incident's channel while its bot is away, longer than Slack sends an event again. */
async function meanwhile(set: Scene, absence: (set: Scene) => Promise<() => unknown>, act: () => void) {
  const end = await absence(set);
  set.workspace.install({ ...app, events: [] });
  act();
  set.clock.advance(10 * minute);
  set.workspace.install(app);
  await end();
}

/** The marks on the record: who marked which message, and how. */
const marks = (set: Scene) =>
  events(set, 'message_marked').map(({ by, body: { ts, via } }) => ({ by: JSON.parse(by).user, ts, via }));

/** All that is on the record of messages. */
const fromMessages = (set: Scene) =>
  eventRows(set).filter(({ type }) => /^(?:message|entry|request_id)_/.test(type));

/** An incident in whose channel everybody is. */
async function declared(set: Scene) {
  const channel = await set.declare();
  for (const who of [set.bob, set.carol]) who.join(channel.name);
  await set.settled();
  return channel;
}

describe.concurrent.each(Object.entries(absences))(
  'What people did in an incident channel %s',
  (_, absence) => {
    story('is on the record afterwards, by whom it was and once', async ({ scene }) => {
      const set = await scene();
      const { alice, bob, carol } = set;
      const channel = await declared(set);
      const known = alice.post(channel.name, 'The cahce is cold');
      bob.pin(known);
      const older = alice.post(channel.name, 'One moment');
      await set.settled();
      await meanwhile(set, absence, () => {
        alice.edit(known, 'The cache is cold');
        const pinned = alice.post(channel.name, 'Rolled back');
        bob.pin(pinned);
        carol.react(pinned, 'pushpin');
        carol.react(older, 'pushpin');
        const unpinned = alice.post(channel.name, 'Never mind');
        bob.pin(unpinned);
        bob.unpin(unpinned);
        alice.post(channel.name, `They say request_id: ${requestId(1)}`);
        bob.post(channel.name, `And request_id: ${requestId(2)}`, { thread: older });
        alice.edit(older, `One moment, request_id: ${requestId(3)}`);
        carol.post(channel.name, `Also request_id: ${requestId(4)}`, { thread: headline(channel) });
      });
      const [pinned] = channel.messages.filter(({ text }) => text === 'Rolled back');
      await set.workspace.until(
        () => events(set, 'entry_edited').length > 0 && marks(set).length === 3,
        'it',
      );
      await set.settled();
      expect(marks(set)).toEqual([
        { by: bob.id, ts: known.ts, via: 'pin' },
        { by: carol.id, ts: older.ts, via: 'reaction' },
        { by: bob.id, ts: pinned?.ts, via: 'pin' },
      ]);
      expect(requestIds(set).toSorted()).toEqual([1, 2, 3, 4].map(requestId));
      const text = await set.type(alice, 'timeline', channel.name);
      expect(text).toContain('The cache is cold');
      expect(text).toContain('Rolled back');
      expect(text).not.toContain('Never mind');

      const before = fromMessages(set);
      await meanwhile(set, absence, () => {});
      await set.settled();
      expect(fromMessages(set)).toEqual(before);
    });
  },
);
