import { describe, expect } from 'vitest';
import { refuseEdits } from '../support/faults/refuse-edits.ts';
import { botMessages } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import type { Scene } from '../support/scene.ts';
import { nowOf, only, resolve } from '../support/standing.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

/** An incident whose call for a commander stands in its channel. */
async function calledOut(set: Scene) {
  const channel = await set.declare();
  await pass(set, 15 * minute);
  return { channel, call: only(botMessages(channel, '*No commander yet.*')) };
}

describe.concurrent('The call for a commander', () => {
  story('says who took command and where things stand, and no longer asks for anyone', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await set.carol.click(call, 'Take command');
    await set.settled();

    expect(nowOf(channel, call)).toEqual({
      text: expect.stringMatching(/^:white_check_mark: <@U00000CAROL> took command, .*14:15 UTC>\.$/u),
      buttons: [],
    });
  });

  story('says who was given command', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, call).text).toContain('<@U00000CAROL> was given command');
  });

  story(
    'stays true after a severity change, because it names the target that was missed',
    async ({ scene }) => {
      const set = await scene();
      const { channel, call } = await calledOut(set);
      await set.type(set.alice, 'severity P3', channel.name);

      expect(nowOf(channel, call)).toEqual({
        text: expect.stringContaining('This P3 needs one: the response target has passed (P1: 15 min).'),
        buttons: ['Take command'],
      });
    },
  );

  story('says that the incident was resolved, even after a reopening', async ({ scene }) => {
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

  story('also says who took command while it was being posted', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.faults.add({
      method: 'chat.postMessage',
      answer: { delayMs: 5_000 },
      when: ({ text }) => String(text).includes('*No commander yet.*'),
    });
    set.clock.advance(15 * minute);
    await set.workspace.until(() => botMessages(channel, '*No commander yet.*').length > 0, 'the call');
    const [call] = botMessages(channel, '*No commander yet.*');
    if (!call) throw new Error('Nobody was called.');
    await set.carol.click(call, 'Take command');
    await pass(set, 6_000);
    await recovered(set);

    expect(nowOf(channel, call)).toEqual({ text: expect.stringContaining('took command'), buttons: [] });
    expect(botMessages(channel, '*No commander yet.*')).toEqual([]);
  });

  story('is edited once Slack accepts edits again, and by a bot that was restarted', async ({ scene }) => {
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

describe.concurrent('A notice that Slack no longer lets the bot edit', () => {
  story('is deleted once it no longer applies, and no failure is reported', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    refuseEdits(set, call);
    await set.carol.click(call, 'Take command');
    await set.settled();

    expect(channel.messages.filter(({ ts }) => ts === call.ts)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('is replaced by one that says what is true now', async ({ scene }) => {
    const set = await scene();
    const { channel, call } = await calledOut(set);
    refuseEdits(set, call);
    await set.type(set.alice, 'severity P3', channel.name);
    const anew = only(botMessages(channel, '*No commander yet.*'));
    expect(anew.text).toContain('This P3 needs one');
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(nowOf(channel, anew).text).toContain('was given command');
  });
});

describe.concurrent("The replacement of a notice that couldn't be edited", () => {
  story.for([
    ['its post arrives unheard', 'chat.postMessage', 'reset_after'],
    ['its post is lost', 'chat.postMessage', 'reset_before'],
    ['Slack takes no posts for a moment', 'chat.postMessage', { status: 503 }],
    ['the old one cannot be deleted for a moment', 'chat.delete', { status: 503 }],
    ['nobody hears that the old one was deleted', 'chat.delete', 'reset_after'],
    ['the old one cannot be deleted at all', 'chat.delete', { error: 'cant_delete_message' }],
  ] as const)(
    'is a single message that is kept up to date, although %s',
    async ([_what, method, answer], { scene }) => {
      const set = await scene();
      const { channel, call } = await calledOut(set);
      refuseEdits(set, call);
      const ofTheCall = ({ text }: { text?: unknown }) => String(text).includes('*No commander yet.*');
      set.workspace.faults.add({ method, answer, when: method === 'chat.delete' ? () => true : ofTheCall });
      await set.type(set.alice, 'severity P3', channel.name);
      await recovered(set);
      const anew = only(botMessages(channel, '*No commander yet.* This P3'));
      expect(anew.buttons).toEqual(['Take command']);
      const left = botMessages(channel, '*No commander yet.* This P1');
      expect(left).toHaveLength(typeof answer === 'object' && 'error' in answer ? 1 : 0);
      await set.carol.click(anew, 'Take command');
      await set.settled();

      expect(nowOf(channel, anew)).toEqual({ text: expect.stringContaining('took command'), buttons: [] });
      expect(putAside(set)).toEqual([]);
    },
  );
});
