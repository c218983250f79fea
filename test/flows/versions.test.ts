import { describe, expect } from 'vitest';
import { putAside, rewrite } from './support/record.ts';
import { facts, reminders, saying } from './support/seen.ts';
import { story } from './support/story.ts';

const minute = 60_000;
const rename = "UPDATE events SET body = json_set(body, '$.type', ?) WHERE seq = 1";

describe.concurrent('An operator who goes back a version for a while', () => {
  story(
    'and forward again finds everything owed of an incident that it could not read',
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
      expect(saying(channel, 'could not')).toEqual([]);
      await set.type(alice, 'severity P2', channel.name);
      expect(facts(channel).title).toContain('[P2]');
    },
  );
});
