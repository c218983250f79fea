import { describe, expect, test } from 'vitest';
import { CommandBus } from '../../src/app/command-bus.ts';
import type { Command } from '../../src/domain/incident/commands.ts';
import { channelIdSchema, type IncidentId, type Millis } from '../../src/domain/incident/ids.ts';
import type { Incident } from '../../src/domain/incident/incident.ts';
import type { Store } from '../../src/store/store.ts';
import { byAlice, minute, policy } from '../domain/support/fixtures.ts';
import { changed, open, quietIncident } from '../store/support/orders.ts';
import { sqlite } from '../store/support/sqlite.ts';
import { overhear } from '../support/overhear.ts';
import { HandClock } from './support/hand-clock.ts';

async function commander() {
  return workingOn((await sqlite.bench()).store);
}

function workingOn(store: Store) {
  const clock = new HandClock(minute(3));
  const door = new CommandBus({ store, clock, policy });
  let nudges = 0;
  door.onEffectsOwed = () => {
    nudges += 1;
  };
  return { door, store, clock, nudges: () => nudges };
}

describe('The command bus', () => {
  test("commits a command at the clock's time, in the name of its sender", async () => {
    const { door, store } = await commander();
    const change = await door.execute({ target: 'new', command: open(), by: byAlice, inboxId: null });
    expect(await store.events(changed(change).id)).toMatchObject([{ at: minute(3), by: byAlice }]);
  });

  test('sets deadlines at the configured pace', async () => {
    const { door } = await commander();
    const change = await door.execute({ target: 'new', command: open(), by: byAlice, inboxId: null });
    expect(changed(change).nextUpdateAt).toBe(minute(33));
  });

  test('nudges the worker once per commit that queues an effect', async () => {
    const { door, nudges } = await commander();
    await door.execute({ target: 'new', command: open(), by: byAlice, inboxId: 'view-1' });
    expect(nudges()).toBe(1);
  });

  test("nudges the worker at once for what people marked on an incident that it can't read", async () => {
    const bench = await sqlite.bench();
    const target = await quietIncident(bench.store);
    await bench.plantEvent(target, 1, '{"type":"opened_v0"}');
    const { door, nudges } = workingOn(await bench.restart());
    const give = (command: Command, inboxId: string | null) =>
      door.execute({ target, command, by: byAlice, inboxId });
    expect((await give({ type: 'resolve', fix: null }, 'click-1')).kind).toBe('unreadable');
    expect(nudges()).toBe(0);
    expect((await give({ type: 'record_request_ids', seen: [] }, 'message-1')).kind).toBe('unreadable');
    expect(nudges()).toBe(1);
  });

  test("doesn't nudge the worker if the command was refused, repeated, missing, or without consequence", async () => {
    const { door, store, nudges } = await commander();
    const target = await quietIncident(store);
    const give = (command: Command, inboxId: string | null = null) =>
      door.execute({ target, command, by: byAlice, inboxId });
    expect((await give({ type: 'reopen', why: null })).kind).toBe('refused');
    expect((await give({ type: 'remind', due: minute(99) }, 'once')).kind).toBe('changed');
    expect((await give({ type: 'remind', due: minute(99) }, 'once')).kind).toBe('repeated');
    expect(nudges()).toBe(0);
  });

  test('refuses a form that was sent before the accepted one, and accepts it when it is sent again', async () => {
    const { door, store } = await commander();
    const submit = (title: string, sentAt: Millis) =>
      door.execute({
        ...{ target: 'new', command: open(title), by: byAlice, inboxId: 'view-1' },
        ...{ content: title, sentAt },
      });
    const { id } = changed(await submit('Corrected', minute(2)));
    expect(await submit('Too early', minute(1))).toMatchObject({
      kind: 'refused',
      refusal: {
        refused: overhear(
          'You submitted this form again later, and that was saved. Nothing was changed. To correct it, submit once more.',
        ),
      },
    });
    expect((await submit('Corrected', minute(1))).kind).toBe('repeated');
    expect(await store.incident(id)).toMatchObject({ incident: { title: 'Corrected' } });
    expect(await submit('Once more', minute(3))).toMatchObject({ incident: { id, title: 'Once more' } });
  });

  test('takes values that were corrected for a late copy if they can have been sent before the correction', async () => {
    const { door, store, clock } = await commander();
    const submit = (title: string, sentAt: Millis) =>
      door.execute({
        ...{ target: 'new', command: open(title), by: byAlice, inboxId: 'view-1' },
        ...{ content: title, sentAt },
      });
    const { id } = changed(await submit('First', minute(0)));
    // Both bots were frozen, so either form can have been sent first.
    clock.moveTo(minute(9));
    await submit('Corrected', minute(1));
    expect(await submit('First', minute(8))).toMatchObject({ kind: 'refused' });
    expect(await store.incident(id)).toMatchObject({ incident: { title: 'Corrected' } });
    expect(await submit('First', minute(9))).toMatchObject({ incident: { id, title: 'First' } });
    clock.moveTo(minute(12));
    expect(await submit('Corrected', minute(11))).toMatchObject({ incident: { id, title: 'Corrected' } });
  });

  test("throws if the store can't commit", async () => {
    const { door, store } = await commander();
    await store.close();
    await expect(
      door.execute({ target: 'new', command: open(), by: byAlice, inboxId: null }),
    ).rejects.toThrow();
  });
});

describe('Waiting for an incident to reach a state', () => {
  const record = { type: 'record_channel', channel: channelIdSchema.parse('C1'), name: 'inc-1' } as const;
  const hasChannel = ({ channel }: Incident): boolean => channel !== null;
  const declared = async (door: CommandBus): Promise<IncidentId> =>
    changed(await door.execute({ target: 'new', command: open(), by: byAlice, inboxId: null })).id;

  test('ends with the change that reaches it', async () => {
    const { door } = await commander();
    const id = await declared(door);
    const waiting = door.onceItFits(id, hasChannel, 60_000);
    await door.execute({ target: id, command: record, by: { kind: 'bot' }, inboxId: null });
    expect((await waiting)?.channel?.id).toBe('C1');
  });

  test("doesn't start if the state is already reached", async () => {
    const { door } = await commander();
    const id = await declared(door);
    await door.execute({ target: id, command: record, by: { kind: 'bot' }, inboxId: null });
    expect((await door.onceItFits(id, hasChannel, 60_000))?.channel?.id).toBe('C1');
  });

  test('ends in time with the incident as it is, and soon after another process has changed it', async () => {
    const { door, store, clock } = await commander();
    const id = await declared(door);
    expect((await door.onceItFits(id, hasChannel, 1))?.channel).toBeNull();
    const other = new CommandBus({ store, clock, policy });
    const waiting = door.onceItFits(id, hasChannel, 60_000);
    await other.execute({ target: id, command: record, by: { kind: 'bot' }, inboxId: null });
    expect((await waiting)?.channel?.id).toBe('C1');
  });
});
