import { describe, expect } from 'vitest';
import {
  canvasesAsked,
  canvasSection,
  closedWithCanvas,
  correct,
  submitCorrection,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { botMessages } from '../support/find-messages.ts';
import { events, putAside, rewrite } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

/** To a version before canvases, their events and effects are of a type that it doesn't know. */
const retype = (table: 'events' | 'outbox', column: 'body' | 'effect') =>
  `UPDATE ${table} SET ${column} = json_set(${column}, '$.type', ?) WHERE json_extract(${column}, '$.type') = ?`;

describe.concurrent('A version from before canvases', () => {
  story(
    'leaves an incident with a canvas and what it owes alone, and a later one goes on there',
    async ({ scene }) => {
      const { set, channel } = await closedWithCanvas(scene);
      await submitCorrection(set, channel, { Summary: 'Chats hung' });
      await set.haltBot();
      rewrite(set, retype('events', 'body'), 'not_known', 'canvas_synced');
      rewrite(set, retype('outbox', 'effect'), 'not_known', 'sync_canvas');
      await set.resumeBot();
      await pass(set, 10 * minute);
      expect(await set.type(set.alice, 'reopen It came back', channel.name)).toContain('INC-1 is read-only');
      expect(canvasSection(channel, '### Summary')).toEqual([review.Summary]);

      await set.haltBot();
      rewrite(set, retype('events', 'body'), 'canvas_synced', 'not_known');
      rewrite(set, retype('outbox', 'effect'), 'sync_canvas', 'not_known');
      await set.resumeBot();
      await recovered(set);
      expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
      await correct(set, channel, { Summary: 'Chats were lost' });
      expect(canvasSection(channel, '### Summary')).toEqual(['Chats were lost']);
      expect([canvasesAsked(set), putAside(set), botMessages(channel, "couldn't")]).toEqual([1, [], []]);
      expect(events(set, 'canvas_left_out')).toEqual([]);
    },
  );

  story('makes no canvas, and a later one makes it with the next change', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel, review);
    Object.assign(set.env, { POSTMORTEM_CANVAS: 'true' });
    await set.restart();
    expect(canvasesAsked(set)).toBe(0);
    await correct(set, channel, { Summary: 'Chats hung' });
    expect([canvasesAsked(set), canvasSection(channel, '### Summary')]).toEqual([1, ['Chats hung']]);
  });
});

describe.concurrent('A canvas', () => {
  story(
    'stays as it is while the setting is off, and follows what it missed afterwards',
    async ({ scene }) => {
      const { set, channel } = await closedWithCanvas(scene);
      Object.assign(set.env, { POSTMORTEM_CANVAS: 'false' });
      await set.restart();
      await correct(set, channel, { Summary: 'Chats hung' });
      await correct(set, channel, { Summary: 'The proxy died', Lessons: 'Alert earlier' });
      expect(canvasSection(channel, '### Summary')).toEqual([review.Summary]);
      Object.assign(set.env, { POSTMORTEM_CANVAS: 'true' });
      await set.restart();
      await correct(set, channel, { Lessons: '' });
      expect(canvasSection(channel, '### Summary')).toEqual(['The proxy died']);
      expect([canvasesAsked(set), putAside(set)]).toEqual([1, []]);
    },
  );
});
