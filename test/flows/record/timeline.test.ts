import { describe, expect } from 'vitest';
import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events, outbox } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const mark = 'Add to incident timeline';

/** A message's own link, as Slack gives it. */
const linkTo = ({ channel, ts }: MessageSnapshot, thread = ''): string =>
  `https://sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}${thread && `?thread_ts=${thread}&cid=${channel}`}`;

describe.concurrent.each(['socket', 'http'] as const)('Marking a message over %s', (transport) => {
  story(
    'by shortcut, pin, or :pushpin: puts it on the timeline, at its own time and with its link',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, clock, settled, type } = set;
      const channel = await set.declare({ Commander: 'alice' });
      const messages = ['one', 'two', 'three'].map((word) => {
        clock.advance(5 * minute);
        return alice.post(channel.name, `Found ${word} & more`);
      });
      clock.advance(10 * minute);
      const [one, two, three] = messages;
      if (!one || !two || !three) throw new Error('Three messages were posted.');
      await alice.shortcut(mark, one);
      alice.pin(two);
      alice.react(three, 'pushpin');
      await settled();

      const lines = (await type(alice, 'timeline', channel.name)).split('\n').slice(-3);
      expect(lines.map((line) => line.replace(/^.*\|(.*?)> {2}.*?: /u, '$1 '))).toEqual([
        `14:05 UTC Found one &amp; more (<${linkTo(one)}|message>)`,
        `14:10 UTC Found two &amp; more (<${linkTo(two)}|message>)`,
        `14:15 UTC Found three &amp; more (<${linkTo(three)}|message>)`,
      ]);
      expect(events(set, 'message_captured').map(({ body }) => body.author)).toEqual(Array(3).fill(alice.id));
    },
  );
});

describe.concurrent('A marked message', () => {
  story("is on the timeline once, however often and by whomever it's marked", async ({ scene }) => {
    const set = await scene();
    const { alice, bob, settled } = set;
    const channel = await set.declare();
    bob.join(channel.name);
    const message = alice.post(channel.name, 'Found it');
    alice.react(message, 'pushpin');
    bob.react(message, 'pushpin');
    bob.pin(message);
    await alice.shortcut(mark, message);
    await bob.shortcut(mark, message);
    await settled();
    bob.unpin(message);
    alice.pin(message);
    await settled();

    const ways = events(set, 'message_marked').map(({ body }) => body.via);
    expect(ways.filter((way) => way === 'shortcut')).toHaveLength(1);
    expect(ways.length).toBeLessThanOrEqual(2);
    expect(events(set, 'message_captured')).toHaveLength(1);
    expect(lastEphemeral(bob).text).toBe('INC-1: that message is already on the timeline.');
    await bob.shortcut(mark, headline(channel));
    await settled();
    expect(lastEphemeral(bob).text).toBe(
      'INC-1: the headline needs no entry: its changes are on the timeline already.',
    );
  });

  story('in a thread is recorded with a link into the thread', async ({ scene }) => {
    const set = await scene();
    const { alice, settled } = set;
    const channel = await set.declare();
    const parent = alice.post(channel.name, 'What do the logs say?');
    const reply = alice.post(channel.name, '503 since 13:58', { thread: parent });
    alice.react(reply, 'pushpin');
    await settled();

    expect(events(set, 'message_captured').map(({ body }) => [body.text, body.link])).toEqual([
      ['503 since 13:58', linkTo(reply, parent.ts)],
    ]);
  });

  story('is recorded with the names of its files', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const upload = set.alice.upload(channel.name, 'gateway.log', '503 503 503', 'The log of the gateway');
    set.alice.pin(upload);
    await set.settled();

    expect(events(set, 'message_captured').map(({ body }) => body.text)).toEqual([
      'The log of the gateway [file: gateway.log]',
    ]);
  });

  story('by shortcut is confirmed, while a pin or a reaction stays silent', async ({ scene }) => {
    const set = await scene();
    const { alice, settled } = set;
    const channel = await set.declare();
    const before = alice.ephemerals().length;
    alice.pin(alice.post(channel.name, 'Pinned'));
    alice.react(alice.post(channel.name, 'Reacted'), 'pushpin');
    await settled();
    expect(alice.ephemerals()).toHaveLength(before);
    await alice.shortcut(mark, alice.post(channel.name, 'By shortcut'));
    await settled();

    expect(lastEphemeral(alice).text).toBe('INC-1: message added to the timeline.');
  });

  story(
    'that was deleted before it could be read is reported in the channel, and the rest continues',
    async ({ scene }) => {
      const set = await scene();
      const { alice, settled, workspace } = set;
      const channel = await set.declare();
      const forget = workspace.faults.add({ method: 'conversations.replies', answer: { delayMs: 60_000 } });
      const message = alice.post(channel.name, 'Soon gone');
      alice.react(message, 'pushpin');
      await workspace.until(() => events(set, 'message_marked')[0], 'the mark');
      alice.delete(message);
      set.clock.advance(minute);
      forget();
      await settled();

      expect(channel.posts.at(-1)?.text).toContain(
        "couldn't read the message added to the timeline (the message was deleted). Nothing recorded was lost. Add a note with what it said.",
      );
      expect(await set.type(alice, 'note Goes on', channel.name)).toBe('INC-1: note added to the timeline.');
    },
  );
});

describe.concurrent('No timeline entry comes from', () => {
  story('any other reaction', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const before = events(set).length;
    const message = set.alice.post(channel.name, 'Found it');
    for (const emoji of ['round_pushpin', 'eyes', 'white_check_mark']) set.alice.react(message, emoji);
    await set.settled();

    expect(events(set)).toHaveLength(before);
  });

  story("marking the headline, which is the timeline's own summary", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.react(headline(channel), 'pushpin');
    await set.settled();

    expect(events(set, 'message_marked')).toEqual([]);
    expect(outbox(set).map(({ key }) => key)).not.toContain(`capture_message:1:${headline(channel).ts}`);
  });

  story('a message outside incident channels, and the shortcut says where to go', async ({ scene }) => {
    const set = await scene();
    const { alice, settled } = set;
    await set.declare();
    const message = alice.post('incidents', 'Not here');
    const before = JSON.stringify(events(set));
    alice.pin(message);
    alice.react(message, 'pushpin');
    await settled();
    expect(alice.ephemerals('incidents')).toEqual([]);
    await alice.shortcut(mark, message);
    await settled();

    expect(lastEphemeral(alice).text).toMatch(/^This isn't an incident channel\./u);
    expect(JSON.stringify(events(set))).toBe(before);
  });

  story('a message in a closed incident, and the person is told to reopen it', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled } = set;
    const channel = await set.declare();
    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit();
    await settled();
    const message = alice.post(channel.name, 'Too late');
    const before = picture(set);
    await alice.shortcut(mark, message);
    await settled();
    expect(lastEphemeral(alice).text).toMatch(
      /^INC-1 is closed\. Nothing was changed\. To change it, click Reopen/u,
    );
    alice.react(message, 'pushpin');
    await settled();

    expect(alice.ephemerals().filter(({ text }) => text.startsWith('INC-1 is closed. Nothing'))).toHaveLength(
      2,
    );
    expect(picture(set)).toEqual(before);
  });
});
