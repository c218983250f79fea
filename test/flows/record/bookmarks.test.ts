import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { close } from '../support/close.ts';
import { botMessages, diagnosis, facts, headline, postmortems } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';

const links = ({ bookmarks }: ChannelSnapshot) =>
  Object.fromEntries(bookmarks.map(({ title, link }) => [title, link]));

/** How a message is linked in the local workspace. */
const linkTo = (channel: ChannelSnapshot, ts: string) =>
  `https://sandbox.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;

describe.concurrent('The bookmarks of an incident channel', () => {
  story('are the status page and the diagnosis, and after the close the postmortem', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const atFirst = {
      'Intercom status': set.intercom.statusUrl,
      'Diagnosis and steps': linkTo(channel, diagnosis(channel).ts),
    };
    expect(links(channel)).toEqual(atFirst);

    await close(set, channel);
    expect(links(channel)).toEqual({
      ...atFirst,
      Postmortem: `https://sandbox.slack.com/files/${set.workspace.botUserId}/${postmortems(channel)[0]?.id}/postmortem-inc-1.md`,
    });
    expect(channel.bookmarks).toHaveLength(3);
  });

  story('follow a newer diagnosis without a second bookmark', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const first = diagnosis(channel).ts;
    await set.alice.click(headline(channel), 'Run triage');
    await set.settled();

    expect(diagnosis(channel).ts).not.toBe(first);
    expect(links(channel)['Diagnosis and steps']).toBe(linkTo(channel, diagnosis(channel).ts));
    expect(channel.bookmarks).toHaveLength(2);
  });

  story("leave people's own bookmarks with the same title alone", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.bookmark(channel.name, 'Postmortem', 'https://docs.example.com/ours');
    await close(set, channel);

    const ofThatName = channel.bookmarks.filter(({ title }) => title === 'Postmortem');
    expect(ofThatName).toHaveLength(2);
    expect(ofThatName[0]?.link).toBe('https://docs.example.com/ours');
  });

  story("aren't added if someone bookmarked the same page", async ({ scene }) => {
    const set = await scene();
    const later = { status: 429, retryAfter: 300 };
    set.workspace.faults.add({ method: 'bookmarks.list', answer: later });
    const channel = await set.declare();
    set.alice.bookmark(channel.name, 'Is Intercom down?', `${set.intercom.statusUrl}/`);
    await recovered(set);

    expect(channel.bookmarks.map(({ title }) => title)).toEqual(['Is Intercom down?', 'Diagnosis and steps']);
  });

  story('are added once even if a response from Slack was lost', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({ method: 'bookmarks.add', times: 2, answer: 'reset_after' });
    const channel = await set.declare();
    await recovered(set);

    expect(channel.bookmarks.map(({ title }) => title)).toEqual(['Intercom status', 'Diagnosis and steps']);
  });

  story('hold nothing else up while Slack refuses them', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({
      method: 'bookmarks.list',
      times: 9,
      answer: { status: 429, retryAfter: 600 },
    });
    const channel = await set.declare();

    expect(facts(channel).Status).toBe('INVESTIGATING');
    expect(diagnosis(channel).text).toContain('Whose problem:');
    expect(channel.members).toContain('alice');
    expect(channel.bookmarks).toEqual([]);
  });
});

describe.concurrent('Without a scope for bookmarks, as in an older installation,', () => {
  story.for([
    ['bookmarks:read', ['bookmarks:read', 'bookmarks:write']],
    ['bookmarks:write', ['bookmarks:write']],
  ] as const)(
    "%s: it's reported once, and everything else continues",
    async ([named, missing], { scene }) => {
      const scopes = app.scopes.filter((scope) => !missing.some((other) => other === scope));
      const set = await scene({ workspace: { scopes } });
      const channel = await set.declare();
      await set.alice.click(headline(channel), 'Run triage');
      await set.settled();
      await close(set, channel);

      expect(facts(channel).Status).toBe('CLOSED');
      expect(postmortems(channel)).toHaveLength(1);
      const [setback, ...more] = botMessages(channel, "couldn't update the channel bookmarks");
      expect(more).toEqual([]);
      expect(setback?.text).toContain(`Add the scope ${named} under`);
      expect(putAside(set)).toEqual(['sync_bookmarks:1']);
    },
  );
});
