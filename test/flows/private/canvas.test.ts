import { describe, expect } from 'vitest';
import {
  canvasBlocks,
  canvasSection,
  closedWithCanvas,
  submitCorrection,
  withCanvas,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { confirmPrivate, privateChannel, saidByBot } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute } from '../support/time.ts';

const emptied = 'This incident is private now.';

describe.concurrent.each(['socket', 'http'] as const)(
  'The canvas of an incident that becomes private, over %s,',
  (transport) => {
    story('is emptied before anything else, and made anew in the private channel', async ({ scene }) => {
      const set = await scene({ transport, env: withCanvas });
      const old = await set.declare();
      await close(set, old, review);
      set.workspace.faults.add({ method: 'chat.delete', times: 5, answer: { status: 503 } });
      await confirmPrivate(set.alice, old.name);
      expect(set.alice.ephemerals().map(({ text }) => text)).toContainEqual(
        expect.stringContaining(
          '• The canvas is emptied. Slack keeps its earlier versions, so delete it yourself if something leaked.',
        ),
      );
      await set.workspace.until(() => old.canvas?.markdown === emptied, 'an empty canvas');
      expect(saidByBot(old).length).toBeGreaterThan(0);
      await recovered(set);
      expect([saidByBot(old), old.canvas?.markdown, putAside(set)]).toEqual([[], emptied, []]);
      expect(canvasSection(privateChannel(set), '### Summary')).toEqual([review.Summary]);
    });

    story('keeps what people wrote there', async ({ scene }) => {
      const set = await scene({ transport, env: withCanvas });
      const old = await set.declare();
      await close(set, old, review);
      const blocks = canvasBlocks(old).flatMap((block) =>
        block === '### Root Cause' ? ['A note of ours', '## Our section', 'Our words', block] : [block],
      );
      set.alice.writeCanvas(old.name, blocks.join('\n\n'));
      await confirmPrivate(set.alice, old.name);
      await recovered(set);
      expect(canvasBlocks(old)).toEqual(['### Timeline', 'A note of ours', '## Our section', 'Our words']);
      expect(putAside(set)).toEqual([]);
    });
  },
);

describe.concurrent('The canvas of a public channel', () => {
  story('is emptied even if it was made while the incident became private', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const old = await set.declare();
    set.workspace.faults.add({ method: 'conversations.canvases.create', answer: 'hang_after' });
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: old.name }));
    await set.alice.submit(review);
    await set.workspace.until(() => old.canvas !== null, 'a canvas');
    await confirmPrivate(set.alice, old.name);
    set.clock.advance(15_000);
    await recovered(set);
    expect([old.canvas?.markdown, putAside(set)]).toEqual([emptied, []]);
    expect(canvasSection(privateChannel(set), '### Summary')).toEqual([review.Summary]);
  });

  story('is not filled again by a sync that was under way when it was emptied', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const old = await set.declare();
    await close(set, old, review);
    set.workspace.faults.add({ method: 'canvases.getContent', answer: { delayMs: 3_000 } });
    await submitCorrection(set, old, { Summary: 'Our token has leaked' });
    set.clock.advance(minute);
    await set.workspace.until(
      () => set.workspace.calls.some(({ method, answer }) => method === 'canvases.getContent' && !answer),
      'a sync that reads the canvas',
    );
    await confirmPrivate(set.alice, old.name);
    await set.workspace.until(() => old.canvas?.markdown === emptied, 'an empty canvas');
    set.clock.advance(3_000);
    await set.settled();
    expect(old.canvas?.markdown).toBe(emptied);
    await recovered(set);
    expect([old.canvas?.markdown, putAside(set)]).toEqual([emptied, []]);
    expect(canvasSection(privateChannel(set), '### Summary')).toEqual(['Our token has leaked']);
  });

  story('that people made is not touched', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const old = await set.declare();
    set.alice.writeCanvas(old.name, 'Our own');
    await close(set, old, review);
    await confirmPrivate(set.alice, old.name);
    await recovered(set);
    expect(old.canvas?.markdown).toBe('Our own');
  });

  story('that people make private themselves keeps its canvas', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    set.alice.makePrivate(channel.name);
    await recovered(set);
    expect(canvasSection(channel, '### Summary')).toEqual([review.Summary]);
  });
});
