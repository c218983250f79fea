import { describe, expect, test } from 'vitest';
import { actionIds, commandName, shortcuts } from '../../../src/slack/ids.ts';
import { parseCommand } from '../../../src/slack/text/parse-command.ts';
import { subcommands } from '../../../src/slack/text/subcommands.ts';
import { headline } from '../../../src/slack/views/headline.ts';
import * as answers from '../../../src/slack/views/replies.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import { contractIncident, deadEffect, time } from '../support/incidents.ts';
import { blockText, buttonsOf } from '../support/reading.ts';

describe('the help', () => {
  test.each(Object.entries(subcommands))('has a line for %s', (name, { takes, does }) => {
    const typed = [commandName, name, takes].filter(Boolean).join(' ');
    const escaped = typed.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(answers.helpMessage().text).toContain(`\`${escaped}\`: ${does}\n`.trimEnd());
    expect(blockText(answers.helpMessage())).toContain(`\`${escaped}\`: ${does}`);
  });

  test('says what the command alone does, and lists the three ways onto the timeline', () => {
    const read = blockText(answers.helpMessage());
    expect(read).toContain('`/intercom-incident`: ');
    for (const way of ['pin it', ':pushpin:', '"Add to incident timeline"']) expect(read).toContain(way);
  });

  test('names every message shortcut', () => {
    const read = blockText(answers.helpMessage());
    for (const { name, type } of Object.values(shortcuts))
      if (type === 'message') expect(read).toContain(`the shortcut "${name}".`);
  });
});

describe("A command that wasn't understood", () => {
  const help = '`/intercom-incident help` lists all commands.';

  test('is repeated, with the nearest command and where the help is', () => {
    expect(answers.notUnderstood('tirage <!here>', 'triage').text).toBe(
      `"tirage &lt;!here&gt;" isn't a command. Did you mean \`/intercom-incident triage\`? ${help}`,
    );
  });

  test('is repeated, with the three commonest commands if none is near', () => {
    const lines = answers.notUnderstood('🔥', null).text.split('\n');
    expect(lines[0]).toBe('"🔥" isn\'t a command. Most people want one of these:');
    expect(lines.slice(1, 4).map((line) => /^`\/intercom-incident (\w+)/.exec(line)?.[1])).toEqual([
      'open',
      'triage',
      'update',
    ]);
    expect(lines.slice(4)).toEqual([help]);
  });

  test.each(textKinds)("doesn't push the commands out of sight: %s", (kind) => {
    expect(blockText(answers.notUnderstood(longText(kind), 'triage'))).toContain(
      'Did you mean `/intercom-incident triage`?',
    );
    expect(blockText(answers.notUnderstood(longText(kind), null))).toContain(help);
  });

  test.each(['severity ', 'commander '])(
    'leaves the sentence about a long mistake after "%s" in sight',
    (word) => {
      const intent = parseCommand(word + 'x'.repeat(3_000));
      const sentence = intent.kind === 'mistake' ? intent.sentence : '';
      expect(blockText(answers.sentence(sentence))).toMatch(/(?:Use|Type) .*\.$/);
    },
  );
});

describe('The status reply', () => {
  const seven = contractIncident();

  test('is the headline with the title, without the buttons', () => {
    const message = answers.statusMessage(seven, [], time);
    expect(message.text).toBe(`*INC-7: Inbox does not load*\n${headline(seven, time).text}`);
    expect(buttonsOf(message)).toEqual([]);
  });

  test("says what couldn't be done, with what to do and a button to try again", () => {
    const message = answers.statusMessage(seven, [deadEffect()], time);
    expect(blockText(message)).toContain(
      ":warning: Couldn't pin the headline (Slack returned too_many_pins). Unpin a message in the channel, then try again.",
    );
    expect(message.text).toContain("\nCouldn't pin the headline (Slack returned too_many_pins).");
    expect(buttonsOf(message)).toEqual([{ label: 'Try again', actionId: actionIds.tryAgain, value: '7' }]);
  });

  test("says how many of 30 setbacks it doesn't show", () => {
    const dead = Array.from({ length: 30 }, (_, i) => deadEffect({ id: i + 1, why: 'w'.repeat(300) }));
    const read = blockText(answers.statusMessage(seven, dead, time));
    expect(read).toContain('… and 23 more');
    expect(read.match(/:warning:/g)).toHaveLength(7);
  });
});

describe('A reply of several lines', () => {
  test('shows code in a code block, and the rest as text', () => {
    const message = answers.textMessage(['429 & more', '```', 'curl <url>', '```', 'Try later']);
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'rich_text', 'section']);
    expect(blockText(message)).toBe('429 &amp; more\ncurl <url>\nTry later');
    expect(message.text).toBe('429 &amp; more\n```\ncurl &lt;url&gt;\n```\nTry later');
  });

  test('is one sentence if there is only one', () => {
    expect(blockText(answers.sentence('a < b & <!channel>'))).toBe('a &lt; b &amp; &lt;!channel&gt;');
  });
});
