import { describe, expect } from 'vitest';
import {
  canvasBlocks,
  canvasSection,
  canvasUnseen,
  closedWithCanvas,
  correct,
  withCanvas,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { confirmPrivate } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Slack takes an edit of the summary, and refuses the next one, until it's called. */
const stuck = (set: Scene): (() => void) =>
  set.workspace.faults.add({
    method: 'canvases.edit',
    times: 99,
    answer: { error: 'canvas_editing_failed' },
    when: ({ changes }) => String(changes).includes('Alert earlier'),
  });
const half = { Summary: 'Our token has leaked', Lessons: 'Alert earlier' };

describe.concurrent('What a failed sync of a canvas has written', () => {
  story('is replaced where the postmortem has been corrected again by then', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    const free = stuck(set);
    await correct(set, channel, { ...half, Type: 'Data loss' });
    expect(canvasSection(channel, '### Summary')).toEqual(['Our token has leaked']);
    await correct(set, channel, { Summary: 'Chats hung', Lessons: '', Type: 'Outage of the proxy' });
    free();
    await recovered(set);
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect(canvasBlocks(channel).filter((block) => block.startsWith('## '))).toEqual([
      '## Incident: Intercom Outage of the proxy',
    ]);
    expect(putAside(set)).toEqual([]);
  });

  story('vanishes when the incident becomes private, with nothing of it left', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    stuck(set);
    await correct(set, channel, half);
    set.alice.writeCanvas(channel.name, [...canvasBlocks(channel), '## Ours', 'A note'].join('\n\n'));
    set.workspace.faults.add({ method: 'conversations.create', times: 99, answer: { status: 503 } });
    await confirmPrivate(set.alice, channel.name);
    await set.settled();
    expect(canvasBlocks(channel)).toEqual(['## Ours', 'A note']);
  });

  story('as its first text is replaced, even if the record has no canvas yet', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const channel = await set.declare();
    const showCanvas = canvasUnseen(set);
    await close(set, channel, review);
    await correct(set, channel, { Summary: 'Chats hung' });
    expect(events(set, 'canvas_synced')).toEqual([]);
    showCanvas();
    await recovered(set);
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
  });
});
