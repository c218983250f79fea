import { WebClient } from '@slack/web-api';
import { describe, expect } from 'vitest';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { overhear } from '../../support/overhear.ts';
import { close, review } from '../support/close.ts';
import { announcements, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { events, outbox, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, passMinutes } from '../support/time.ts';

/** The messages in the channel itself that came with a close's postmortem. */
const carriers = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.posts.filter(({ text }) => text.startsWith('Postmortem of INC-'));

function carrier(channel: ChannelSnapshot): MessageSnapshot {
  const [one, ...more] = carriers(channel);
  if (!one || more.length > 0) throw new Error(`There are ${more.length} messages too many, or none.`);
  return one;
}

/** Opens the form on the postmortem's message, fills it, and waits. */
async function edit(set: Scene, channel: ChannelSnapshot, fields: Record<string, string>) {
  await set.opens(set.alice, () => set.alice.click(carrier(channel), 'Edit postmortem'));
  const answer = await set.alice.submit(fields);
  await set.settled();
  return answer;
}

/** Slack with the bot's own token, as an administrator's tool has it. */
const asBot = ({ workspace }: Scene) => new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });

const values = ({ alice }: Scene) =>
  Object.fromEntries(alice.modal?.fields.map(({ label, value }) => [label, value]) ?? []);

describe.concurrent.each(['socket', 'http'] as const)('A postmortem, over %s,', (transport) => {
  story(
    'is edited on its message after the close, and everything that shows it follows',
    async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      await close(set, channel, review);
      expect(carrier(channel).buttons).toEqual(['Reviewed', 'Edit postmortem']);
      await set.opens(set.alice, () => set.alice.click(carrier(channel), 'Edit postmortem'));
      const { 'Action items': _, ...written } = review;
      expect(values(set)).toEqual({ ...written, Lessons: null });
      await set.alice.submit({ Lessons: 'Alert *earlier*', 'What fixed it': 'A failover', 'Root cause': '' });
      await set.settled();

      expect(lastEphemeral(set.alice).text).toBe(
        'INC-1: postmortem corrected. A new file is posted within 10 minutes, with all changes until then.',
      );
      expect(events(set, 'review_corrected').map(({ body }) => body.lessons)).toEqual(['Alert *earlier*']);
      expect(announcements(set)[0]?.text).toContain('What fixed it: A failover');
      expect(await set.type(set.bob, 'postmortem INC-1')).toContain('### Lessons\nAlert \\*earlier\\*');

      await set.type(set.alice, 'reopen', channel.name);
      await set.alice.submit();
      await set.settled();
      await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
      expect(values(set)).toMatchObject({ 'What fixed it': 'A failover', Summary: review.Summary });
      await set.alice.submit();
      await set.settled();
      expect(postmortems(channel).at(-1)?.content).toContain('### Lessons\nAlert \\*earlier\\*');
    },
  );

  story(
    'comes again once for all changes within 10 minutes, in the thread of the first, across a restart',
    async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      await close(set, channel, review);
      await edit(set, channel, { Summary: 'Chats hung' });
      set.clock.advance(6 * minute);
      await set.type(set.alice, 'todo Alert on 5xx', channel.name);
      expect(outbox(set).filter(({ key }) => key.startsWith('publish_postmortem'))).toHaveLength(1);
      await set.restart();
      set.clock.advance(3 * minute);
      await set.settled();
      expect(postmortems(channel)).toHaveLength(1);

      set.clock.advance(minute + 1_000);
      await set.settled();
      const [, second, ...more] = postmortems(channel);
      expect(more).toEqual([]);
      expect(second?.content).toContain('### Summary\nChats hung\n');
      expect(second?.content).toContain('- [ ] Alert on 5xx - ');
      expect(channel.thread(carrier(channel).ts).map(({ text }) => text)).toContain(
        'Postmortem of INC-1, version 2: Conversations not loading. Changed: Summary, Timeline, Action Items.',
      );
      expect(carrier(channel).text).toMatch(
        /^Postmortem of INC-1: Conversations not loading\n\*Latest:\* <https:.*\|version 2>\n\*Review:\* no owner yet, due 2026-11-27$/,
      );
      expect(carrier(channel).text).toContain(`/${second?.id}/`);
      expect(announcements(set)[0]?.text).toContain(`/${second?.id}/`);

      set.clock.advance(minute);
      await edit(set, channel, { Summary: 'Chats were lost' });
      set.clock.advance(10 * minute);
      await set.settled();
      expect(postmortems(channel)).toHaveLength(3);
      expect(carrier(channel).text).toContain('|version 3>');
      expect(putAside(set)).toEqual([]);
    },
  );
});

describe.concurrent('The message of a postmortem', () => {
  story('of an earlier close points to that of the later one', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel);
    await set.type(set.alice, 'reopen It came back', channel.name);
    set.clock.advance(minute);
    await close(set, channel, { Summary: 'Now it is over' });
    const [first, second] = carriers(channel);
    expect(first?.text).toContain('*Latest:* <https:');
    expect(first?.text).toContain('|version 2>');
    expect(second?.text).toMatch(
      /^Postmortem of INC-1, version 2: Conversations not loading. Changed: .*\.\n\*Review:\* no owner yet, due 2026-11-27$/,
    );
  });

  story('opens no form while the incident is open again, and says why', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel);
    await set.opens(set.alice, () => set.alice.click(carrier(channel), 'Edit postmortem'));
    set.bob.join(channel.name);
    await set.settled();
    await set.type(set.bob, 'postmortem', channel.name);
    const shown = lastEphemeral(set.bob);
    await set.type(set.bob, 'reopen It came back', channel.name);
    expect(await set.alice.submit({ Summary: 'Chats hung' })).toEqual({
      errors: expect.objectContaining({}),
    });
    expect(carrier(channel).buttons).toEqual([]);
    await set.bob.click(shown, 'Edit postmortem');
    await set.settled();
    expect(lastEphemeral(set.bob).text).toBe(
      "INC-1 isn't closed, so its postmortem isn't finished. Nothing was changed. Close it first.",
    );
    expect(events(set, 'review_corrected')).toEqual([]);
  });

  story(
    'whose message somebody deleted stays deleted, and goes on in the thread of the headline',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      await close(set, channel, review);
      await asBot(set).chat.delete({ channel: channel.id, ts: carrier(channel).ts });
      await set.type(set.alice, 'started -25m', channel.name);
      set.clock.advance(10 * minute);
      await set.settled();

      const owed = overhear(outbox(set).map(({ key, why }) => ({ key, why })));
      expect(owed).toEqual([
        {
          key: expect.stringMatching(/^sync_postmortem:/),
          why: "Slack doesn't show the message of the postmortem yet",
        },
      ]);
      expect(carriers(channel)).toEqual([]);
      const inThread = channel.thread(headline(channel).ts);
      expect(inThread.filter(({ files }) => files.length > 0)).toHaveLength(1);
      for (let look = 0; look < 5; look += 1) await passMinutes(set, 1);
      expect(outbox(set)).toEqual([]);
    },
  );

  story('says that nothing was changed, and takes no number that is none', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel, review);
    await edit(set, channel, {});
    expect(lastEphemeral(set.alice).text).toBe(
      'INC-1: the postmortem already says that. Nothing was changed.',
    );
    expect(outbox(set).filter(({ key }) => key.startsWith('publish_postmortem'))).toEqual([]);
  });

  story('keeps what somebody else wrote while the form was open', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel, review);
    set.bob.join(channel.name);
    await set.opens(set.bob, () => set.bob.click(carrier(channel), 'Edit postmortem'));
    await edit(set, channel, { Summary: 'Chats hung', 'What fixed it': '' });
    await set.bob.submit({ Lessons: 'Alert earlier' });
    await set.settled();
    const content = await set.type(set.alice, 'postmortem', channel.name);
    expect(content).toContain('### Summary\nChats hung\n');
    expect(content).toContain('### Lessons\nAlert earlier');
    expect(events(set, 'resolution_corrected').map(({ body }) => body.fix)).toEqual([null]);
  });

  story('is answered by the command too, where it can be edited as well', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel);
    set.bob.join(channel.name);
    await set.settled();
    await set.type(set.bob, 'postmortem', channel.name);
    await set.opens(set.bob, () => set.bob.click(lastEphemeral(set.bob), 'Edit postmortem'));
    await set.bob.submit({ Summary: 'Chats hung' });
    await set.settled();
    expect(events(set, 'review_corrected')).toHaveLength(1);
    await set.type(set.bob, 'postmortem INC-1');
    expect(lastEphemeral(set.bob).buttons).toEqual([]);
  });
});

describe.concurrent('A changed postmortem', () => {
  story('waits for nothing where an entry was hidden', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'note Our key leaked', channel.name);
    await close(set, channel);
    await edit(set, channel, { Summary: 'Chats hung' });
    const [note] = events(set, 'note_added');
    await set.type(set.alice, `hide #${note?.seq}`, channel.name);
    const [, second] = postmortems(channel);
    expect(second?.content).not.toContain('Our key leaked');
    expect(second?.content).toContain('Chats hung');
    expect(carrier(channel).text).toContain(`/${second?.id}/`);
    set.clock.advance(10 * minute);
    await set.settled();
    expect(postmortems(channel)).toHaveLength(2);
  });

  story('that reads as before in the end brings no file', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel);
    await set.type(set.alice, 'edit #1', channel.name);
    await set.alice.submit({ Text: 'Chats hang' });
    await set.settled();
    await set.opens(set.alice, () => set.alice.command(command, 'edit #1', { in: channel.name }));
    await set.alice.submit({ Text: 'Conversations not loading' });
    set.clock.advance(10 * minute);
    await set.settled();
    expect(events(set, 'entry_edited')).toHaveLength(2);
    expect(postmortems(channel)).toHaveLength(1);
  });
});
