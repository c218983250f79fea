import { describe, expect } from 'vitest';
import { botMessages, facts, headline, postmortems } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe.concurrent('Text of extreme length', () => {
  story.for([
    ['of characters that Slack escapes', '&<>'],
    ['of emoji', '🔥'],
    ['of line breaks', 'x\n'],
    ['of right-to-left letters and backticks', '`مشكلة '],
  ])('%s, as long as a field allows, is posted everywhere', async ([, unit], { scene }) => {
    const set = await scene();
    const { alice, opens, settled, type } = set;
    const fill = (length: number) =>
      [...(unit ?? '').repeat(length)]
        .slice(0, length - 1)
        .join('')
        .concat('.');
    const long = fill(3_000);
    const submit = async (button: string, fields: Record<string, string>) => {
      await opens(alice, () => alice.click(headline(channel), button));
      expect(await alice.submit(fields)).toEqual({ closed: true });
      await recovered(set);
    };
    const channel = await set.declare({ Title: fill(150), Impact: long, Commander: 'alice' });
    await recovered(set);
    await submit('Post update', { Status: 'MONITORING', Impact: long, Cause: long, Action: long });
    await submit('Add note', { Note: long });
    await submit('Change severity', { Severity: 'P2', Why: long });
    await alice.shortcut('Add to incident timeline', alice.post(channel.name, long));
    await settled();
    await submit('Resolve', { 'What fixed it': long });
    for (const question of ['', 'status', 'timeline', 'list', 'postmortem'])
      expect((await type(alice, question, channel.name)).length).toBeGreaterThan(20);
    await submit('Close', {
      Summary: long,
      'Root cause': long,
      'What fixed it': long,
      'Action items': long.replaceAll('\n', ' '),
    });

    expect(putAside(set)).toEqual([]);
    expect(botMessages(channel, "couldn't")).toEqual([]);
    expect(facts(channel).Status).toBe('CLOSED');
    expect(postmortems(channel).map(({ name }) => name)).toEqual(['postmortem-INC-1.md']);
    expect(set.workspace.channel('incidents').posts[0]?.text).toContain('Status: CLOSED');
  });

  story(
    'in several lines of a title becomes one line, so that it cannot pass for another line',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled, workspace } = set;
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty\nStatus: CLOSED'));
      await alice.submit();
      await settled();

      const [announced] = workspace.channel('incidents').posts;
      expect(announced?.text.split('\n').filter((line) => line.startsWith('Status: '))).toEqual([
        'Status: INVESTIGATING',
      ]);
      expect(workspace.channel('inc-1-inbox-is-empty-status-closed').topic).toBe(
        '[P1] INC-1: Inbox is empty Status: CLOSED',
      );
    },
  );

  story(
    'of many open incidents is cut in the declaration form, which says how many more there are',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens } = set;
      for (let n = 1; n <= 7; n += 1) {
        await opens(alice, () => alice.command(command, `open P4 Incident ${n} ${'long '.repeat(20)}`));
        await alice.submit();
      }
      await set.settled();
      await opens(alice, () => alice.command(command, 'open'));

      expect(alice.screen?.match(/INC-\d/gu)).toEqual(['INC-7', 'INC-6', 'INC-5', 'INC-4']);
      expect(alice.screen).toContain('and 3 more: `/intercom-incident list`');
    },
  );
});
