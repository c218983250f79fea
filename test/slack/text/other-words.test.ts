import { describe, expect, test } from 'vitest';
import { otherWords } from '../../../src/slack/text/other-words.ts';
import { parseCommand } from '../../../src/slack/text/parse-command.ts';
import { subcommands } from '../../../src/slack/text/subcommands.ts';
import { overhear } from '../../support/overhear.ts';

describe('An unknown word', () => {
  test.each([
    ['tirage', 'triage'],
    ['traige now', 'triage'],
    ['opne P1 Inbox', 'open'],
    ['OPNE', 'open'],
    ['updat', 'update'],
    ['notes', 'note'],
    ['sevrity P1', 'severity'],
    ['comander', 'commander'],
    ['resolved', 'resolve'],
    ['closed', 'close'],
    ['re-open', 'reopen'],
    ['stauts', 'status'],
    ['time-line', 'timeline'],
    ['lst', 'list'],
    ['post-mortem', 'postmortem'],
    ['explian 429', 'explain'],
    ['hlep', 'help'],
  ])('%j: the nearest is %s', (typed, nearest) => {
    expect(parseCommand(typed)).toEqual({ kind: 'unknown', typed, nearest });
  });

  test.each([
    ...[
      'constructor',
      '__proto__',
      'hasOwnProperty',
      'home',
      'mistake',
      'unknown',
      '🔥',
      '🔥🔥',
      '<@U1|bob>',
    ],
    ...['zzzzzzzzzzzzzzzz', 'x', 'ab', 'house', 'tests', 'incidentally', 'production'],
  ])('%j is near nothing', (typed) => {
    expect(parseCommand(typed)).toMatchObject({ kind: 'unknown', nearest: null });
  });
});

describe("A word that isn't a subcommand", () => {
  const contracted = 'secret search merge mttr page dup detected';
  const natural =
    'abort false assign ack acknowledge start declare new create end done escalate delete rename invite who oncall stats report export summary';

  test.each([...contracted.split(' '), ...natural.split(' ')])(
    '%s gets a reply with what to use instead, in one sentence',
    (word) => {
      for (const typed of [word, word.toUpperCase(), `${word} something`]) {
        const intent = parseCommand(typed);
        const sentence = intent.kind === 'mistake' ? intent.sentence : '';
        expect(sentence).toMatch(new RegExp(`^"${word}" isn't a command: .{20,260}[^.]\\.$`, 'i'));
      }
    },
  );

  test.each(otherWords)('%s is never answered with a nonexistent command', (word) => {
    const intent = parseCommand(word);
    const sentence = overhear(intent.kind === 'mistake' ? intent.sentence : '');
    const named = [...sentence.matchAll(/`\/intercom-incident ([a-z-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.hasOwn(subcommands, name ?? ''))).toEqual([]);
  });

  test("isn't in the list if it has become a command", () => {
    expect(otherWords.filter((word) => Object.hasOwn(subcommands, word))).toEqual([]);
  });

  test.each([
    ['P1 Inbox is down', 'open P1'],
    ['sev1', 'open P1'],
    ['INC-7', 'status INC-7'],
    ['inc7 please', 'status INC-7'],
  ])('%j gets the reply %s', (typed, named) => {
    expect(parseCommand(typed)).toEqual({ kind: 'mistake', sentence: expect.stringContaining(named) });
  });
});
