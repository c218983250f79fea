import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { facts, headline, lastEphemeral, reminders } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { eventRows, rewrite } from '../support/record.ts';
import { type Scene, setScene } from '../support/scene.ts';

const minute = 60_000;

const readOnly =
  "INC-1 is read-only: this version of the bot can't read entry 2. Nothing was changed. Tell your bot admin.";

const kept =
  "INC-1 is read-only: this version of the bot can't read entry 2. Tell your bot admin. What you posted or marked was saved, and is added once that's fixed.";

describe.each([
  ['a type that this version does not know', '{"type":"merged_into","into":7}'],
  ['a field with a value that cannot be', '{"type":"channel_ready","channel":7,"name":"inc-1"}'],
  ['what is no JSON at all', '{"type":"channel_ready"'],
])('An event with %s', (_, body) => {
  let set: Scene;
  let broken: ChannelSnapshot;
  let sound: ChannelSnapshot;
  let before: unknown;

  beforeAll(async () => {
    set = await setScene();
    broken = await set.declare({ Commander: 'alice' });
    sound = await set.declare({ Title: 'Webhooks are late', Commander: 'alice' });
    await set.bot.stop();
    rewrite(set, 'UPDATE events SET body = ? WHERE incident = 1 AND seq = 2', body);
    await set.restart();
    await set.settled();
    before = picture(set);
  });
  afterAll(() => set.stop());

  /** What only Alice reads after something has happened. */
  async function toldAfter(happens: () => unknown): Promise<string[]> {
    const known = set.alice.ephemerals().length;
    await happens();
    await set.settled();
    return set.alice
      .ephemerals()
      .slice(known)
      .map(({ text }) => text);
  }

  it('lets the bot start', async () => {
    const answer = await fetch(`http://127.0.0.1:${set.bot.port}/readyz`);

    expect(answer.status).toBe(200);
  });

  it.each(['', 'timeline', 'update', 'note Found it', 'close'])(
    'makes its incident read-only: the reply to `%s` names the incident and the entry',
    async (typed) => {
      expect(await set.type(set.alice, typed, broken.name)).toBe(readOnly);
      expect(set.alice.modal).toBeNull();
      expect(picture(set)).toEqual(before);
    },
  );

  it('is named by `postmortem INC-1` from elsewhere too', async () => {
    expect(await set.type(set.carol, 'postmortem INC-1', 'random')).toBe(readOnly);
  });

  it.each(['Take command', 'Resolve'])('is named when someone clicks %s', async (button) => {
    await set.alice.click(headline(broken), button);
    await set.settled();

    expect(lastEphemeral(set.alice).text).toBe(readOnly);
    expect(picture(set)).toEqual(before);
  });

  it('leaves the incident in the list', async () => {
    expect(await set.type(set.carol, 'list', 'random')).toContain('*INC-1* [P1] INVESTIGATING');
  });

  it('leaves every other incident working, and new ones can be declared', async () => {
    expect(await set.type(set.alice, 'severity P2', sound.name)).toBe('INC-2: severity changed to P2.');
    expect(facts(sound).title).toBe('[P2] INCIDENT: Intercom Integration');
    const third = await set.declare({ Title: 'Inbox is empty' });

    expect(third.name).toBe('inc-3-inbox-is-empty');
  });

  it("has whoever pins or marks a message there told that it's kept for later", async () => {
    const message = set.alice.post(broken.name, 'Worth keeping');
    for (const mark of [() => set.alice.pin(message), () => set.alice.react(message, 'pushpin')])
      expect(await toldAfter(mark)).toEqual([kept]);
  });

  it("has whoever posts a request_id there told that it's kept for later", async () => {
    const post = () => set.alice.post(broken.name, 'request_id: 3f1c2d4e-0000-4000-8000-000000000001');
    expect(await toldAfter(post)).toEqual([kept]);
  });

  it('keeps what was written: nothing is added to the record, and other incidents get reminders', async () => {
    const known = eventRows(set).filter(({ incident }) => incident === 1).length;
    set.clock.advance(60 * minute);
    await set.settled();

    expect(reminders(sound)).toHaveLength(1);
    expect(reminders(broken)).toEqual([]);
    expect(eventRows(set).filter(({ incident, seq }) => incident === 1 && seq > known)).toEqual([]);
  });
});
