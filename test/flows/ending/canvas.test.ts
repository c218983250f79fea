import { describe, expect } from 'vitest';
import {
  canvasBlocks,
  canvasEdits,
  canvasesAsked,
  canvasSection,
  canvasUnseen,
  closedWithCanvas,
  correct,
  withCanvas,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { botMessages } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

const headings = [
  '### Summary',
  '### Timeline',
  '### Root Cause',
  '### Impact',
  '### Action Items',
  '### People',
];

describe.concurrent.each(['socket', 'http'] as const)('The canvas of a postmortem, over %s,', (transport) => {
  story('is made at the close with a heading for each section', async ({ scene }) => {
    const set = await scene({ transport, env: withCanvas });
    const channel = await set.declare();
    expect(canvasesAsked(set)).toBe(0);
    await close(set, channel, review);

    expect(channel.canvas).toMatchObject({ title: 'Postmortem', by: 'incident_bot' });
    expect(canvasBlocks(channel).filter((block) => block.startsWith('#'))).toEqual([
      '## Incident: Intercom API outage',
      ...headings,
    ]);
    expect(canvasBlocks(channel).slice(1, 3)).toEqual([
      '*The incident bot keeps these sections up to date from the record of INC-1. To correct them, click Edit postmortem. Your own sections stay.*',
      '**Date:** 2026-11-21 14:00 - 14:00 UTC  \n**Duration:** 0 hours 0 minutes  \n**Severity:** P1  \n**Intercom request_ids:** Not recorded',
    ]);
    expect(canvasSection(channel, '### Action Items')).toEqual([
      '☐ Warm the cache every hour - Bob - 2026-12-01  \n☐ Alert on 5xx - Carol - no due date yet  \n☐ Write it up - no owner yet - no due date yet',
    ]);
    expect([canvasesAsked(set), canvasEdits(set), putAside(set)]).toEqual([1, [], []]);
  });

  story('follows a correction within a minute, by edits of the changed sections alone', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene, { transport });
    await correct(set, channel, { Summary: 'Chats hung\n\nfor *an* hour', Lessons: 'Alert earlier' });
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung', 'for \\*an\\* hour']);
    expect(canvasSection(channel, '### Lessons')).toEqual(['Alert earlier']);
    expect(canvasEdits(set)).toEqual([
      { operation: 'replace', markdown: 'Chats hung' },
      { operation: 'insert_after', markdown: 'for \\*an\\* hour' },
      { operation: 'replace', markdown: expect.stringContaining('Review corrected by alice') },
      { operation: 'insert_after', markdown: '### Lessons\n\nAlert earlier' },
    ]);

    await correct(set, channel, { Summary: 'Chats hung', Lessons: '' });
    expect(
      canvasBlocks(channel)
        .filter((block) => block.startsWith('#'))
        .slice(1),
    ).toEqual(headings);
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect([canvasesAsked(set), putAside(set)]).toEqual([1, []]);
  });

  story('gets a correction that was made while Slack was away', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene, { transport });
    const away = ['canvases.getContent', 'canvases.sections.lookup', 'canvases.edit'].map((method) =>
      set.workspace.faults.add({ method, times: 99, answer: { status: 503 } }),
    );
    await correct(set, channel, { Summary: 'Chats hung' });
    await set.restart();
    expect(canvasSection(channel, '### Summary')).toEqual([review.Summary]);
    for (const back of away) back();
    await recovered(set);
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect(putAside(set)).toEqual([]);
  });

  story(
    'is made once, even if the answer is lost and the bot restarts before it knows',
    async ({ scene }) => {
      const set = await scene({ transport, env: withCanvas });
      const channel = await set.declare();
      const showCanvas = canvasUnseen(set);
      await close(set, channel, review);
      expect(events(set, 'canvas_synced')).toEqual([]);
      await set.restart();
      showCanvas();
      await recovered(set);
      expect(events(set, 'canvas_synced')).toHaveLength(1);
      expect(canvasesAsked(set)).toBe(1);
      await correct(set, channel, { Summary: 'Chats hung' });
      expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
      expect(botMessages(channel, 'canvas')).toEqual([]);
    },
  );

  story('that people have made is left alone, which is said once', async ({ scene }) => {
    const set = await scene({ transport, env: withCanvas });
    const channel = await set.declare();
    set.alice.writeCanvas(channel.name, '# Our notes\n\nWho does what');
    await close(set, channel, review);
    await correct(set, channel, { Summary: 'Chats hung' });
    await pass(set, 10 * minute);
    expect(channel.canvas?.markdown).toBe('# Our notes\n\nWho does what');
    expect(botMessages(channel, 'canvas').map(({ text }) => text)).toEqual([
      ':page_facing_up: This channel already has a canvas, so the bot leaves it alone. The postmortem is in its file.',
    ]);
    expect([canvasesAsked(set), canvasEdits(set), putAside(set)]).toEqual([0, [], []]);
  });

  story('is left out where the plan has none, which is said once', async ({ scene }) => {
    const set = await scene({ transport, env: withCanvas });
    set.workspace.rules.forbid('canvases_on_this_plan');
    const channel = await set.declare();
    await close(set, channel, review);
    await correct(set, channel, { Summary: 'Chats hung' });
    await pass(set, 10 * minute);
    expect(channel.files.filter(({ name }) => name.endsWith('.md'))).toHaveLength(2);
    expect(botMessages(channel, 'canvas').map(({ text }) => text)).toEqual([
      ":page_facing_up: The postmortem gets no canvas: this workspace's plan doesn't include them. Its file stays up to date.",
    ]);
    expect([canvasesAsked(set), putAside(set)]).toEqual([1, []]);
  });

  story('is put right where people changed it, and what they added stays', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene, { transport });
    const edited = canvasBlocks(channel)
      .map((block) => block.replace('503 to all API calls', '503 to all of our API calls'))
      .flatMap((block) =>
        block === '### Impact' ? ['## Our own section', 'With *our* words', block] : [block],
      )
      .flatMap((block) => (block === '### Root Cause' ? ['A note of ours on the timeline', block] : [block]))
      .filter((block) => !block.startsWith('• Conversations affected'));
    set.alice.writeCanvas(channel.name, edited.join('\n\n'));
    await correct(set, channel, { Lessons: 'Alert earlier' });

    expect(canvasSection(channel, '### Summary')).toEqual([review.Summary]);
    expect(canvasSection(channel, '## Our own section')).toEqual(['With *our* words']);
    expect(canvasSection(channel, '### Timeline').slice(1)).toEqual(['A note of ours on the timeline']);
    expect(canvasSection(channel, '### Impact')).toEqual([
      expect.stringContaining('Conversations affected: 412'),
    ]);
    expect(canvasSection(channel, '### Lessons')).toEqual(['Alert earlier']);
    await correct(set, channel, { Lessons: 'Alert much earlier' });
    expect(canvasEdits(set).at(-1)).toEqual({ operation: 'replace', markdown: 'Alert much earlier' });
    expect(canvasSection(channel, '### Timeline').slice(1)).toEqual(['A note of ours on the timeline']);
    expect(putAside(set)).toEqual([]);
  });
});
