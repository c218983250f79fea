import { describe, expect } from 'vitest';
import { adopted, closeAdopted } from '../support/adopted.ts';
import {
  canvasBlocks,
  canvasEdits,
  canvasesAsked,
  canvasSection,
  closedWithCanvas,
  correct,
  withCanvas,
} from '../support/canvas/canvas-of.ts';
import { close, review } from '../support/close.ts';
import { botMessages, lastEphemeral } from '../support/find-messages.ts';
import { events, outbox, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

describe.concurrent('An edit of a canvas', () => {
  story('that fails halfway is completed by the next attempt', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    set.workspace.faults.add({
      method: 'canvases.edit',
      answer: { error: 'canvas_editing_failed' },
      when: ({ changes }) => String(changes).includes('Alert earlier'),
    });
    await correct(set, channel, { Summary: 'Chats hung', Lessons: 'Alert earlier' });
    await recovered(set);
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect(canvasSection(channel, '### Lessons')).toEqual(['Alert earlier']);
    expect(canvasBlocks(channel).filter((block) => block === 'Chats hung')).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story('that Slack made without answering is not made twice', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    set.workspace.faults.add({
      method: 'canvases.edit',
      answer: 'reset_after',
      when: ({ changes }) => String(changes).includes('Alert earlier'),
    });
    await correct(set, channel, { Lessons: 'Alert earlier' });
    await recovered(set);
    expect(canvasBlocks(channel).filter((block) => block === '### Lessons')).toHaveLength(1);
    expect(canvasSection(channel, '### Lessons')).toEqual(['Alert earlier']);
  });

  story('that Slack keeps refusing is put aside, and made up for by the next sync', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    const refused = set.workspace.faults.add({
      method: 'canvases.edit',
      times: 999,
      answer: { error: 'canvas_editing_failed' },
    });
    await correct(set, channel, { Summary: 'Chats hung' });
    for (let waited = 0; waited < 20; waited += 1) await pass(set, minute);
    expect(putAside(set)).toEqual(['sync_canvas:1']);
    expect(botMessages(channel, "couldn't").map(({ text }) => text)).toEqual([
      expect.stringContaining(
        "INC-1: couldn't update the postmortem's canvas (Slack returned canvas_editing_failed, repeatedly).",
      ),
    ]);
    refused();
    await correct(set, channel, { Lessons: 'Alert earlier' });
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect([canvasSection(channel, '### Lessons'), putAside(set)]).toEqual([['Alert earlier'], []]);
  });

  story('never sends more than Slack takes, however long the record is', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const channel = await set.declare();
    for (let note = 1; note <= 26; note += 1)
      await set.type(set.alice, `note ${note}: ${'a word and another '.repeat(30)}`, channel.name);
    await close(set, channel, { Summary: 'ü'.repeat(2_900) });
    const made = set.workspace.calls.find(({ method }) => method === 'conversations.canvases.create');
    expect(Buffer.byteLength(JSON.stringify(made?.args))).toBeLessThan(25_000);
    expect(canvasSection(channel, '### Timeline').join('\n')).toContain('26: a word and another');
    expect(canvasSection(channel, '### Summary').join('')).toBe('ü'.repeat(2_900));
    const [first] = events(set, 'note_added');
    await set.type(set.alice, `hide #${first?.seq}`, channel.name);
    const timeline = canvasSection(channel, '### Timeline').join('\n');
    expect([timeline.includes(' 1: a word'), timeline.includes(' 2: a word')]).toEqual([false, true]);
    const sizes = canvasEdits(set).map(({ markdown }) => Buffer.byteLength(markdown));
    expect(Math.max(...sizes)).toBeLessThan(4_096);
    expect(putAside(set)).toEqual([]);
  });

  story('goes by the record where Slack cannot say what stands in a canvas', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const unread = {
      method: 'canvases.getContent',
      times: 999,
      answer: { error: 'unknown_method' },
    } as const;
    set.workspace.faults.add(unread);
    const channel = await set.declare();
    await close(set, channel, review);
    await correct(set, channel, { Summary: 'Chats hung', Lessons: 'Alert earlier' });
    expect(canvasSection(channel, '### Summary')).toEqual(['Chats hung']);
    expect(canvasSection(channel, '### Lessons')).toEqual(['Alert earlier']);
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('A canvas', () => {
  story('says that its postmortem is a draft again while the incident is open', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    await set.type(set.alice, 'reopen It came back', channel.name);
    expect(canvasBlocks(channel)).toContain(
      '*Draft: INC-1 is INVESTIGATING. The postmortem is finished at the close.*',
    );
    await set.type(set.alice, 'note Still down', channel.name);
    await set.type(set.alice, 'close', channel.name);
    await set.alice.submit();
    await set.settled();
    expect(canvasBlocks(channel).join('\n')).not.toContain('Draft:');
    expect(canvasSection(channel, '### Timeline').join('\n')).toContain('Still down');
    expect(canvasesAsked(set)).toBe(1);
  });

  story('of a reopened incident follows what becomes of it within a minute', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    await set.type(set.alice, 'reopen It came back', channel.name);
    await set.type(set.alice, 'severity P2', channel.name);
    await pass(set, minute);
    const shown = () => canvasBlocks(channel).join('\n');
    expect(shown()).toContain('**Severity:** P2');
    expect(shown()).toContain('Severity: P1 to P2 by alice');
    await set.opens(set.alice, () => set.alice.command(command, 'resolve', { in: channel.name }));
    await set.alice.submit({ 'What fixed it': 'A new token' });
    await pass(set, minute);
    expect(shown()).toContain('Draft: INC-1 is RESOLVED.');
    expect(shown()).toContain('Resolution: A new token (alice)');
    expect(putAside(set)).toEqual([]);
  });

  story('no longer shows a hidden entry, at once', async ({ scene }) => {
    const set = await scene({ env: withCanvas });
    const channel = await set.declare();
    await set.type(set.alice, 'note Our key leaked', channel.name);
    await close(set, channel, review);
    const [note] = events(set, 'note_added');
    await set.type(set.alice, `hide #${note?.seq}`, channel.name);
    expect(channel.canvas?.markdown).not.toContain('Our key leaked');
  });

  story('that somebody deleted is not made again, which is said once', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    set.alice.deleteCanvas(channel.name);
    await correct(set, channel, { Summary: 'Chats hung' });
    await correct(set, channel, { Summary: 'Chats were lost' });
    expect([channel.canvas, canvasesAsked(set), putAside(set)]).toEqual([null, 1, []]);
    expect(botMessages(channel, 'canvas').map(({ text }) => text)).toEqual([
      ":page_facing_up: Someone deleted the postmortem's canvas, so the bot won't make another. Its file stays up to date.",
    ]);
  });

  story.for([
    ['canvas_disabled_user_team', 'this workspace has turned them off'],
    ['restricted_action', "Slack doesn't let the bot keep one"],
  ])('that Slack refuses with %s is left out: %s', async ([error = '', why], { scene }) => {
    const set = await scene({ env: withCanvas });
    set.workspace.faults.add({ method: 'conversations.canvases.create', answer: { error } });
    const channel = await set.declare();
    await close(set, channel, review);
    await correct(set, channel, { Summary: 'Chats hung' });
    expect(botMessages(channel, 'canvas').map(({ text }) => text)).toEqual([
      `:page_facing_up: The postmortem gets no canvas: ${why}. Its file stays up to date.`,
    ]);
    expect([canvasesAsked(set), putAside(set)]).toEqual([1, []]);
  });

  story('of an archived channel waits, with a word on what to do', async ({ scene }) => {
    const { set, channel } = await closedWithCanvas(scene);
    await set.type(set.alice, 'todos');
    set.alice.archive(channel.name);
    await set.alice.click(lastEphemeral(set.alice), 'Done', { occurrence: 1 });
    await pass(set, minute);
    const [waiting] = outbox(set).filter(({ key }) => key === 'sync_canvas:1');
    expect(waiting).toMatchObject({ dead: expect.any(Number), why: 'the channel is archived' });
    const direct = set.workspace.channels.flatMap(({ kind, posts }) => (kind === 'im' ? posts : []));
    expect(direct.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Unarchive it, then try again. Or leave it: the file has the postmortem.'),
    );
  });

  story('is not asked for unless it is set, nor in a channel that people created', async ({ scene }) => {
    const plain = await scene();
    const channel = await plain.declare();
    await close(plain, channel, review);
    const set = await scene({ env: withCanvas });
    set.alice.createChannel('support-desk');
    set.alice.invite('support-desk', 'incident_bot');
    await adopted(set, 'support-desk');
    await closeAdopted(set, 'support-desk');
    expect([canvasesAsked(plain), canvasesAsked(set), putAside(plain), putAside(set)]).toEqual([
      0,
      0,
      [],
      [],
    ]);
  });
});
