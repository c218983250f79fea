import { describe, expect } from 'vitest';
import type { MessageRef } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { postmortems } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const hidings = (set: Scene) => events(set, 'entry_hidden').map(({ body }) => body.hiding);

/** An incident with a message of Alice's; what she reads on its timeline. */
async function posted(set: Scene, text: string) {
  const channel = await set.declare();
  const message = set.alice.post(channel.name, text);
  const timeline = () => set.type(set.alice, 'timeline', channel.name);
  return { channel, message, timeline };
}

/** Slack tells that a message was marked, as it does minutes later once nobody acknowledged it. */
async function toldLate(set: Scene, { channel, ts }: MessageRef): Promise<void> {
  const item = { type: 'message', channel, ts };
  const event = { type: 'reaction_added', user: set.bob.id, reaction: 'pushpin', item, event_ts: ts };
  await set.workspace.send('events_api', {
    type: 'event_callback',
    event_id: 'Ev0LATE',
    team_id: set.workspace.teamId,
    event,
  });
  await set.settled();
}

describe.concurrent('A mark that Slack reports late', () => {
  story("isn't shown if it has been removed since, until the message is marked again", async ({ scene }) => {
    const set = await scene();
    const { message, timeline } = await posted(set, 'The cache is cold');
    await toldLate(set, message);
    expect(await timeline()).not.toContain('The cache is cold');
    expect(hidings(set)).toEqual(['unmarked']);
    set.bob.react(message, 'pushpin');
    await set.settled();
    expect(await timeline()).toContain('The cache is cold');
    expect(events(set, 'message_captured')).toHaveLength(1);
  });

  story('counts as long as another mark remains', async ({ scene }) => {
    const set = await scene();
    const { message, timeline } = await posted(set, 'The cache is cold');
    set.alice.pin(message);
    await toldLate(set, message);
    expect(await timeline()).toContain('The cache is cold');
    expect(hidings(set)).toEqual([]);
  });
});

describe.concurrent('A message that is deleted while the bot reads it', () => {
  story('is in no view, and the record says that it was deleted', async ({ scene }) => {
    const set = await scene();
    const { channel, message, timeline } = await posted(set, 'Our key leaked, ask @dave');
    const dave = set.workspace.person('dave').id;
    // It has been read by then: the name in it is asked for.
    const deletes = ({ user }: Readonly<Record<string, unknown>>): boolean => {
      if (user === dave) set.alice.delete(message);
      return user === dave;
    };
    set.workspace.faults.add({ method: 'users.info', answer: { delayMs: 5_000 }, when: deletes });
    set.bob.react(message, 'pushpin');
    const isHeard = ({ payload, attempts }: (typeof set.workspace.deliveries)[number]) =>
      JSON.stringify(payload).includes('message_deleted') &&
      attempts.some(({ answer }) => answer?.kind === 'acked');
    await set.workspace.until(() => set.workspace.deliveries.some(isHeard), 'the deletion, acknowledged');
    set.clock.advance(minute);
    await set.settled();
    expect(hidings(set)).toEqual(['deleted']);
    expect(await timeline()).not.toContain('leaked');
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit();
    await set.settled();
    expect(postmortems(channel)[0]?.content).not.toContain('leaked');
    expect(putAside(set)).toEqual([]);
  });
});
