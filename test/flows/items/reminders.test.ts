import { describe, expect } from 'vitest';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const hour = 3_600_000;

/** What a person got in direct messages about action items. */
const reminded = (set: Scene, who: Person): string[] =>
  set.workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(who.name))
    .flatMap(({ messages }) => messages.map(({ text }) => text ?? ''))
    .filter((text) => text.includes('Your action items'));

/** Lets the clock run to a time (UTC), an hour at a time. */
async function until(set: Scene, iso: string): Promise<void> {
  while (set.clock.now() < Date.parse(iso)) {
    set.clock.advance(Math.min(hour, Date.parse(iso) - set.clock.now()));
    await set.settled();
  }
}

describe.concurrent.each(['socket', 'http'] as const)('Reminders of action items over %s', (transport) => {
  story(
    'come the day before, on the day and once a day when overdue, but not on weekends',
    async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      // Tuesday the 24th.
      await set.type(set.alice, 'todo Alert on 5xx @bob by 2026-11-24', channel.name);
      await until(set, '2026-11-23T23:00:00Z');
      expect(reminded(set, set.bob)).toHaveLength(1);
      expect(reminded(set, set.bob)[0]).toContain('*Due tomorrow*\n☐ Alert on 5xx');
      await until(set, '2026-11-24T23:00:00Z');
      expect(reminded(set, set.bob)[1]).toContain('*Due today*');
      await until(set, '2026-11-29T23:00:00Z');
      expect(reminded(set, set.bob)).toHaveLength(5);
      expect(reminded(set, set.bob).at(-1)).toContain('*3 days overdue*');
    },
  );
});
