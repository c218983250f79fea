import { describe, expect } from 'vitest';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { refuseEdits } from '../support/refuse-edits.ts';
import { command, type Scene } from '../support/scene.ts';
import { diagnoses, diagnosis, headline, saying } from '../support/seen.ts';
import { story } from '../support/story.ts';
import { minute, pass, runs } from '../support/time.ts';

const env = { TRIAGE_EVERY: 'P1=2m', RESPOND_WITHIN: 'P1=15m' };

async function resolve(set: Scene, channel: ChannelSnapshot): Promise<void> {
  await set.opens(set.bob, () => set.bob.click(headline(channel), 'Resolve'));
  await set.bob.submit({ 'What fixed it': 'A restart' });
  await set.settled();
}

/** A message as it stands by now. Throws when it is gone. */
function nowOf(channel: ChannelSnapshot, { ts }: MessageSnapshot): Pick<MessageSnapshot, 'text' | 'buttons'> {
  const found = channel.messages.find((message) => message.ts === ts);
  if (!found) throw new Error('The message is gone.');
  return { text: found.text, buttons: found.buttons };
}

function only(messages: readonly MessageSnapshot[]): MessageSnapshot {
  const [one, ...more] = messages;
  if (!one || more.length > 0) throw new Error(`There are ${messages.length} of them.`);
  return one;
}

/** An incident whose call for a commander stands in its channel. */
async function calledOut(set: Scene) {
  const channel = await set.declare();
  await pass(set, 15 * minute);
  return { channel, call: only(saying(channel, '*No commander yet.*')) };
}

/** An incident that the bot has offered to resolve. */
async function offered(set: Scene) {
  await set.intercom.set({ api: 'unavailable' });
  const channel = await set.declare({ Commander: 'alice' });
  await set.intercom.set({ api: 'healthy' });
  await runs(set, 3);
  return { channel, offer: only(saying(channel, 'Checks are healthy again')) };
}

describe.concurrent('The call for a commander', () => {
  story('says who took command, where it stands, and asks for nobody any more', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await set.carol.click(call, 'Take command');
    await set.settled();

    expect(nowOf(channel, call)).toEqual({
      text: expect.stringMatching(/^:white_check_mark: <@U00000CAROL> took command, .*14:15 UTC>\.$/u),
      buttons: [],
    });
  });

  story('says to whom command was given', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, call).text).toContain('<@U00000CAROL> was given command');
  });

  story('goes on with the severity that there is when that is changed', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await set.type(set.alice, 'severity P3', channel.name);

    expect(nowOf(channel, call)).toEqual({
      text: expect.stringContaining('This P3 has passed its response target (P1: 15 min).'),
      buttons: ['Take command'],
    });
  });

  story('says that the incident was resolved, also after it was reopened', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await resolve(set, channel);
    const over = {
      text: expect.stringMatching(
        /^:white_check_mark: This is over: <@U000000BOB1> resolved the incident, .*\.$/u,
      ),
      buttons: [],
    };
    expect(nowOf(channel, call)).toEqual(over);
    await set.type(set.alice, 'reopen It is back', channel.name);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, call)).toEqual(over);
  });

  story('says so too where somebody took command while it was on its way', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.faults.add({
      method: 'chat.postMessage',
      answer: { delayMs: 5_000 },
      when: ({ text }) => String(text).includes('*No commander yet.*'),
    });
    set.clock.advance(15 * minute);
    await set.workspace.until(() => saying(channel, '*No commander yet.*').length > 0, 'the call');
    const [call] = saying(channel, '*No commander yet.*');
    if (!call) throw new Error('Nobody was called.');
    await set.carol.click(call, 'Take command');
    await pass(set, 6_000);
    await recovered(set);

    expect(nowOf(channel, call)).toEqual({ text: expect.stringContaining('took command'), buttons: [] });
    expect(saying(channel, '*No commander yet.*')).toEqual([]);
  });

  story('is edited when Slack takes edits again, and by a bot that was started anew', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    const mend = set.workspace.faults.add({ method: 'chat.update', times: 999, answer: { status: 503 } });
    await set.carol.click(call, 'Take command');
    await set.workspace.until(
      () => events(set, 'commander_assigned').length > 0,
      'the commander in the record',
    );
    await set.restart();
    mend();
    await recovered(set);

    expect(nowOf(channel, call).buttons).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('A notice that Slack lets nobody edit any more', () => {
  story('goes when it is over, without a setback', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    refuseEdits(set, call);
    await set.carol.click(call, 'Take command');
    await set.settled();

    expect(channel.messages.filter(({ ts }) => ts === call.ts)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('makes way for one that says what is so now', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    refuseEdits(set, call);
    await set.type(set.alice, 'severity P3', channel.name);
    const anew = only(saying(channel, '*No commander yet.*'));
    expect(anew.text).toContain('This P3 has passed');
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, anew).text).toContain('was given command');
  });
});

describe.concurrent('The message that takes the place of such a notice', () => {
  story.for([
    ['its post arrives unheard', 'chat.postMessage', 'reset_after'],
    ['its post is lost', 'chat.postMessage', 'reset_before'],
    ['Slack takes no posts for a moment', 'chat.postMessage', { status: 503 }],
    ['the old one cannot be deleted for a moment', 'chat.delete', { status: 503 }],
    ['nobody hears that the old one was deleted', 'chat.delete', 'reset_after'],
    ['the old one cannot be deleted at all', 'chat.delete', { error: 'cant_delete_message' }],
  ] as const)('is one, and follows, though %s', async ([_what, method, answer], { scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    refuseEdits(set, call);
    const ofTheCall = ({ text }: { text?: unknown }) => String(text).includes('*No commander yet.*');
    set.workspace.faults.add({ method, answer, when: method === 'chat.delete' ? () => true : ofTheCall });
    await set.type(set.alice, 'severity P3', channel.name);
    await recovered(set);
    const anew = only(saying(channel, '*No commander yet.* This P3'));
    expect(anew.buttons).toEqual(['Take command']);
    const left = saying(channel, '*No commander yet.* This P1');
    expect(left).toHaveLength(typeof answer === 'object' && 'error' in answer ? 1 : 0);
    await set.carol.click(anew, 'Take command');
    await set.settled();

    expect(nowOf(channel, anew)).toEqual({ text: expect.stringContaining('took command'), buttons: [] });
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('The offer to resolve', () => {
  story('is withdrawn when the checks fail again, and made anew when they recover', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await set.intercom.set({ api: 'unavailable' });
    await runs(set, 1);
    const withdrawn = {
      text: expect.stringMatching(
        /^:red_circle: The checks failed again .*\. The offer to resolve was withdrawn\.$/u,
      ),
      buttons: [],
    };
    expect(nowOf(channel, offer)).toEqual(withdrawn);
    await set.intercom.set({ api: 'healthy' });
    await runs(set, 20);

    expect(nowOf(channel, offer)).toEqual(withdrawn);
    expect(only(saying(channel, 'Checks are healthy again')).buttons).toEqual(['Resolve']);
  });

  story('says who resolved the incident', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await resolve(set, channel);

    expect(nowOf(channel, offer)).toEqual({
      text: expect.stringMatching(
        /^:white_check_mark: This is over: <@U000000BOB1> resolved the incident, .*\.$/u,
      ),
      buttons: [],
    });
  });

  story(
    'is made once more after a reopening, when the checks have been healthy as long again',
    async ({ scene }) => {
      const set = await scene({ env });
      const { channel, offer } = await offered(set);
      await resolve(set, channel);
      await set.type(set.alice, 'reopen Too early', channel.name);
      await runs(set, 1);
      expect(saying(channel, 'Checks are healthy again')).toEqual([]);
      await runs(set, 2);

      expect(only(saying(channel, 'Checks are healthy again')).buttons).toEqual(['Resolve']);
      expect(nowOf(channel, offer).text).toContain('This is over');
    },
  );

  story('asks whoever has command by then', async ({ scene }) => {
    const set = await scene({ env });
    const { channel, offer } = await offered(set);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, offer).text).toMatch(
      /^:large_green_circle: \*Checks are healthy again\*.* <@U00000CAROL>: if customers confirm/u,
    );
  });
});

describe.concurrent('The button of the suggested severity', () => {
  const button = 'Set severity P1';
  const everySecondMinute = { env: { TRIAGE_EVERY: 'P2=2m,P1=2m' } };

  story('is the latest verdict’s alone, also when the severity changes after that', async ({ scene }) => {
    const set = await scene(everySecondMinute);
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Severity: 'P2', Commander: 'alice' });
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[button]]);
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], [button]]);
    await set.type(set.alice, 'severity P3', channel.name);
    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], [button]]);
    await set.type(set.alice, 'severity P1', channel.name);

    expect(diagnoses(channel).map(({ buttons }) => buttons)).toEqual([[], []]);
  });

  story('goes when the incident is closed, and comes back when it is reopened', async ({ scene }) => {
    const set = await scene(everySecondMinute);
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Severity: 'P2', Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit({ Summary: 'We practised.' });
    await set.settled();
    expect(diagnosis(channel).buttons).toEqual([]);
    const [first] = diagnoses(channel);
    await set.type(set.alice, 'reopen It is back', channel.name);

    expect(diagnoses(channel).at(-1)?.buttons).toEqual([button]);
    expect(first && diagnoses(channel).filter(({ buttons }) => buttons.length > 0)).toHaveLength(1);
  });
});
