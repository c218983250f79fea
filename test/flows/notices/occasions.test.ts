import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { botMessages, headline, postmortems } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { passMinutes } from '../support/time.ts';

const saysSo = (words: string) => (args: object) => 'text' in args && String(args.text).includes(words);

describe.concurrent("An effect whose response was lost isn't mistaken for a later one:", () => {
  story("the postmortem of a close isn't taken for the corrected one", async ({ scene }) => {
    const set = await scene({ workspace: { ackTimeout: 400 } });
    const { alice, workspace } = set;
    const channel = await set.declare();
    await set.opens(alice, () => alice.click(headline(channel), 'Close'));
    workspace.faults.add({ method: 'files.completeUploadExternal', answer: 'reset_after', times: 2 });
    const mend = workspace.faults.add({
      method: 'conversations.history',
      times: 9_999,
      answer: { status: 503 },
    });
    workspace.faults.add({ method: 'ack', answer: 'reset_before' });
    await alice.submit({ Summary: 'Chats hung' });
    await workspace.until(() => postmortems(channel).length > 0, 'the postmortem');
    expect(await alice.submit({ Summary: 'Chats hung in the EU' })).toEqual({ closed: true });
    mend();
    await recovered(set);
    set.clock.advance(10 * 60_000);
    await recovered(set);

    const summaries = postmortems(channel).map(({ content }) => /### Summary\n(.*)/u.exec(content)?.[1]);
    expect(summaries).toEqual(['Chats hung', 'Chats hung in the EU']);
    expect(botMessages(channel, 'Postmortem of').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Postmortem of INC-1: Conversations not loading\n\*Latest:\* /u),
      'Postmortem of INC-1, version 2: Conversations not loading. Changed: Summary, Timeline.',
    ]);
    expect(events(set, 'postmortem_posted')).toHaveLength(2);
  });

  story('a channel is found again even if the title was corrected meanwhile', async ({ scene }) => {
    const set = await scene({ workspace: { ackTimeout: 400 } });
    const { alice, workspace } = set;
    const mine = () => workspace.channels.filter(({ name }) => name.startsWith('inc-'));
    await set.opens(alice, () => alice.command('/intercom-incident', 'open P1'));
    workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
    const mend = workspace.faults.add({
      method: 'users.conversations',
      times: 9_999,
      answer: { status: 503 },
    });
    workspace.faults.add({ method: 'ack', answer: 'reset_before' });
    await alice.submit({ Title: 'Inbox is empty' });
    await workspace.until(() => mine().length > 0, 'the channel');
    expect(await alice.submit({ Title: 'Inbox is slow' })).toEqual({ closed: true });
    mend();
    await recovered(set);

    expect(mine().map(({ name, topic }) => [name, topic])).toEqual([
      ['inc-1-inbox-is-empty', '[P1] INC-1: Inbox is slow'],
    ]);
  });

  story("a call for a commander isn't taken for the one after the next commander left", async ({ scene }) => {
    const set = await scene();
    const { workspace } = set;
    const channel = await set.declare();
    const dave = delivered(set, 'dave', channel);
    workspace.faults.add({
      method: 'chat.postMessage',
      answer: 'reset_after',
      when: saysSo('*No commander yet.*'),
    });
    const mend = workspace.faults.add({
      method: 'conversations.history',
      times: 9_999,
      answer: { error: 'missing_scope' },
    });
    await passMinutes(set, 17);
    expect(putAside(set)).toEqual([expect.stringMatching(/^call_out:1:\d+$/)]);
    await dave.click(headline(channel), 'Take command');
    await set.settled();
    dave.deactivate();
    await set.settled();
    const calls = () => channel.messages.filter(({ text }) => text.startsWith(':rotating_light:'));
    expect(calls()).toHaveLength(2);
    mend();
    await passMinutes(set, 60);

    expect(calls().map(({ text }) => text)).toEqual([
      expect.stringMatching(/\*No commander\.\* .*This P1 needs a new one\./u),
    ]);
    expect(channel.messages.filter(({ text }) => text.includes('took command'))).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });
});
