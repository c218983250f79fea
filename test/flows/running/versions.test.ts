import { describe, expect } from 'vitest';
import { botMessages, facts, reminders } from '../support/find-messages.ts';
import { events, putAside, requestIds, rewrite } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const requestId = '3f1c2d4e-0000-4000-8000-000000000001';
const rename = "UPDATE events SET body = json_set(body, '$.type', ?) WHERE seq = 1";

describe.concurrent('An operator who goes back a version for a while,', () => {
  story(
    'and forward again, still has everything queued for an incident that was unreadable',
    async ({ scene }) => {
      const set = await scene();
      const { alice, clock, settled } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await set.haltBot();
      rewrite(set, rename, 'from_the_future');
      await set.resumeBot();
      clock.advance(31 * minute);
      await settled();
      expect(putAside(set)).toEqual([]);
      expect(reminders(channel)).toEqual([]);
      expect(await set.type(alice, 'severity P2', channel.name)).toContain('read-only');

      await set.haltBot();
      rewrite(set, rename, 'opened');
      await set.resumeBot();
      await settled();
      expect(reminders(channel)).toHaveLength(1);
      expect(botMessages(channel, "couldn't")).toEqual([]);
      await set.type(alice, 'severity P2', channel.name);
      expect(facts(channel).title).toContain('[P2]');
    },
  );

  story(
    'finds in the record what was marked and posted meanwhile, once each and with the right author',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, settled } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await set.haltBot();
      rewrite(set, rename, 'from_the_future');
      await set.resumeBot();
      const messages = ['one', 'two', 'three'].map((word) => alice.post(channel.name, `Found ${word}`));
      const [one, two, three] = messages;
      if (!one || !two || !three) throw new Error('Three messages were posted.');
      alice.pin(one);
      bob.react(one, 'pushpin');
      bob.react(two, 'pushpin');
      await alice.shortcut('Add to incident timeline', three);
      alice.post(channel.name, `request_id: ${requestId}`);
      await set.type(alice, 'explain request_id: 3f1c2d4e-0000-4000-8000-000000000002', channel.name);
      await settled();
      await set.restart();
      await settled();
      expect(putAside(set)).toEqual([]);

      await set.haltBot();
      rewrite(set, rename, 'opened');
      set.clock.advance(minute);
      await set.resumeBot();
      await settled();
      const marks = events(set, 'message_marked').map(({ by, body }) => [body.ts, JSON.parse(by).user]);
      expect(marks.toSorted()).toEqual(
        [
          [one.ts, alice.id],
          [two.ts, bob.id],
          [three.ts, alice.id],
        ].toSorted(),
      );
      expect(
        events(set, 'message_captured')
          .map(({ body }) => body.text)
          .toSorted(),
      ).toEqual(['Found one', 'Found three', 'Found two']);
      expect(requestIds(set)).toEqual([requestId, '3f1c2d4e-0000-4000-8000-000000000002']);
      expect(events(set, 'request_id_seen').every(({ at, body }) => Number(body.seenAt) < at)).toBe(true);
      expect(botMessages(channel, "couldn't")).toEqual([]);
    },
  );
});
