import { describe, expect } from 'vitest';
import { leaves, remindedOf, until } from '../support/items/reminded.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const undated = 'Ask the vendor @bob by next quarter';

/** Makes Slack refuse direct messages until the returned function is called. */
function refused(set: Scene): () => void {
  const mends = ['conversations.open', 'chat.postMessage'].map((method) =>
    set.workspace.faults.add({ method, times: 9_999, answer: { status: 503 } }),
  );
  return () => {
    for (const mend of mends) mend();
  };
}

/** The headings in each of Bob's reminders. */
const headingsFor = (set: Scene) =>
  remindedOf(set, set.bob).map(({ text }) => [...text.matchAll(/^\*(.+)\*$/gm)].map(([, title]) => title));

/** Bob is in New York: his Monday is from 05:00 UTC to 05:00 UTC, and his reminder comes at 14:00 UTC. */
describe.concurrent('A weekly reminder, if Slack accepts no message all Monday,', () => {
  story('comes once on Tuesday, as soon as Slack accepts it', async ({ scene }) => {
    const set = await scene();
    await leaves(set, undated);
    await until(set, '2026-11-23T13:00:00Z');
    const mend = refused(set);
    await until(set, '2026-11-24T17:00:00Z', 1);
    mend();
    await until(set, '2026-11-24T18:00:00Z', 1 / 6);
    expect(headingsFor(set)).toEqual([['Without a date']]);
    await until(set, '2026-11-28T00:00:00Z');
    expect(headingsFor(set)).toEqual([['Without a date']]);
  });

  story("comes with Tuesday's other reminders, if Slack is back before or after 09:00", async ({ scene }) => {
    for (const back of ['2026-11-24T07:00:00Z', '2026-11-24T17:00:00Z']) {
      const set = await scene();
      await leaves(set, undated, 'Alert on 5xx @bob by 2026-11-24');
      await until(set, '2026-11-23T13:00:00Z');
      const mend = refused(set);
      await until(set, back, 1);
      mend();
      await until(set, '2026-11-25T03:00:00Z', 1);
      expect(headingsFor(set)).toEqual([['Due today', 'Without a date']]);
      await until(set, '2026-11-26T00:00:00Z');
      expect(headingsFor(set)).toEqual([['Due today', 'Without a date'], ['Overdue']]);
    }
  });

  story('comes once on Tuesday, if the bot is stopped before it gives up', async ({ scene }) => {
    const set = await scene();
    await leaves(set, undated);
    await until(set, '2026-11-23T13:00:00Z');
    const mend = refused(set);
    await until(set, '2026-11-23T15:00:00Z', 1);
    await set.haltBot();
    mend();
    set.clock.advance(Date.parse('2026-11-24T17:00:00Z') - set.clock.now());
    await set.resumeBot();
    await until(set, '2026-11-28T00:00:00Z');
    expect(headingsFor(set)).toEqual([['Without a date']]);
  });
});
