import { describe, expect } from 'vitest';
import {
  canvasBlocks,
  canvasEdits,
  canvasSection,
  closedWithCanvas,
  correct,
  withCanvas,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { confirmPrivate } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';

describe.concurrent('A canvas follows a correction', () => {
  story.for([
    ['of signs without any letter', '🔥🔥🔥', '👍', 'Chats hung', '...', '🔥 Chats hung', '🔥🔥🔥'],
    ['of nothing but signs', 'Chats hung for 1.5 hours', 'Chats hung for 15 hours', 'a \\< b', 'a > b'],
  ])('%s', async ([, ...texts], { scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    for (const [i, text] of texts.entries()) {
      await correct(set, channel, { Summary: text.replace('\\', ''), Lessons: `Lesson ${i}` });
      expect(canvasSection(channel, '### Summary')).toEqual([text.replace('\\<', '<')]);
      expect(canvasSection(channel, '### Lessons')).toEqual([`Lesson ${i}`]);
    }
    const made = canvasEdits(set).length;
    await correct(set, channel, { Lessons: '' });
    expect(
      canvasEdits(set)
        .slice(made)
        .filter(({ markdown }) => markdown === texts.at(-1)),
    ).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('The title of a canvas', () => {
  story('follows a correction of nothing but signs', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    await correct(set, channel, { Type: 'API outage?' });
    expect(canvasBlocks(channel)[0]).toBe('## Incident: Intercom API outage?');
  });
});

describe.concurrent("People's own section with a heading of the bot's", () => {
  const own = ['## Timeline', 'Our own view of it'];

  story('is not taken for it, nor keeps an entry shown that was hidden', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const channel = await set.declare();
    await set.type(set.alice, 'note Our key leaked', channel.name);
    await close(set, channel, review);
    set.alice.writeCanvas(channel.name, [...own, ...canvasBlocks(channel)].join('\n\n'));
    const [note] = events(set, 'note_added');
    await set.type(set.alice, `hide #${note?.seq}`, channel.name);
    expect(canvasBlocks(channel).slice(0, 3)).toEqual([...own, '## Incident: Intercom API outage']);
    expect(canvasSection(channel, '### Timeline').join('')).toContain('Closed by alice');
    expect(channel.canvas?.markdown).not.toContain('Our key leaked');
    expect(putAside(set)).toEqual([]);
  });

  story('is all that stays when the incident becomes private', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    const blocks = canvasBlocks(channel);
    const copy = blocks.slice(blocks.indexOf('### Summary'));
    set.alice.writeCanvas(channel.name, [...own, ...blocks, ...copy].join('\n\n'));
    await confirmPrivate(set.alice, channel.name);
    await recovered(set);
    expect([canvasBlocks(channel), putAside(set)]).toEqual([own, []]);
  });
});

describe.concurrent('Paragraphs of a canvas that are not wanted any more', () => {
  const many = ['First lesson', 'Second lesson', 'Third lesson', 'Fourth lesson'].join('\n\n');

  story('vanish with one sync', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    await correct(set, channel, { Lessons: many });
    await correct(set, channel, { Lessons: '' });
    expect(channel.canvas?.markdown).not.toContain('esson');
  });

  story(
    'vanish at once when the incident becomes private, also beside a note of people',
    async ({ scene }) => {
      const { set, channel } = await closedWithCanvas(scene);
      await correct(set, channel, { Lessons: many });
      set.alice.writeCanvas(channel.name, `${channel.canvas?.markdown}\n\n## Ours\n\nA note`);
      await confirmPrivate(set.alice, channel.name);
      await set.settled();
      expect(canvasBlocks(channel)).toEqual(['## Ours', 'A note']);
    },
  );
});
