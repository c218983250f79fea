import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand, subcommands } from '../../src/slack/parse-command.ts';
import { anyText } from './support/any-text.ts';

describe('a subcommand', () => {
  test.each([
    ['', { kind: 'home' }],
    ['   \n ', { kind: 'home' }],
    ['open', { kind: 'open', severity: null, title: '' }],
    ['triage', { kind: 'triage' }],
    ['update', { kind: 'update' }],
    ['note', { kind: 'note', text: '' }],
    ['severity', { kind: 'severity', to: null, why: '' }],
    ['commander', { kind: 'commander', user: null }],
    ['resolve', { kind: 'resolve' }],
    ['close', { kind: 'close' }],
    ['reopen', { kind: 'reopen', why: '' }],
    ['status', { kind: 'status' }],
    ['timeline', { kind: 'timeline' }],
    ['list', { kind: 'list' }],
    ['postmortem', { kind: 'postmortem', incident: '' }],
    ['explain', { kind: 'explain', text: '' }],
    ['help', { kind: 'help' }],
  ])('%j is understood', (typed, intent) => {
    expect(parseCommand(typed)).toEqual(intent);
  });

  test.each(Object.keys(subcommands))('%s is understood in any case and among blanks', (word) => {
    const plain = parseCommand(word);
    expect(plain.kind).toBe(word);
    for (const typed of [word.toUpperCase(), `  ${word}  `, `\t${word}\n`, `\u00a0${word}\u00a0`])
      expect(parseCommand(typed)).toEqual(plain);
  });

  test.each(['triage', 'update', 'resolve', 'close', 'status', 'timeline', 'list', 'help'])(
    '%s is understood with something behind it',
    (word) => {
      expect(parseCommand(`${word} please`)).toEqual({ kind: word });
    },
  );
});

describe('open', () => {
  test.each([
    ['open P1 Inbox is down', 'P1', 'Inbox is down'],
    ['open p1 Inbox is down', 'P1', 'Inbox is down'],
    ['OPEN   p4    Inbox   is down ', 'P4', 'Inbox   is down'],
    ['open P2', 'P2', ''],
    ['open Inbox is down', null, 'Inbox is down'],
    ['open P10 things', null, 'P10 things'],
    ['open P1s everywhere', null, 'P1s everywhere'],
    ['open P5 is no severity', null, 'P5 is no severity'],
    ['open P0', null, 'P0'],
    ['open Inbox P1', null, 'Inbox P1'],
    ['open P1 P2 both', 'P1', 'P2 both'],
    ['open "Inbox is down"', null, '"Inbox is down"'],
    ['open P1 “Inbox” is ‘down’', 'P1', '“Inbox” is ‘down’'],
    ['open P1\nInbox is down', 'P1', 'Inbox is down'],
    ['open P1 a &lt; b &amp;&amp; c', 'P1', 'a < b && c'],
    ['open P1 ask <@U024BE7LH|alice> in <#C1|ops>', 'P1', 'ask @alice in #ops'],
  ])('%j', (typed, severity, title) => {
    expect(parseCommand(typed)).toEqual({ kind: 'open', severity, title });
  });
});

describe('severity', () => {
  test.each([
    ['severity P2', 'P2', ''],
    ['severity p3  fewer  errors', 'P3', 'fewer  errors'],
    ['severity P1 &lt;all&gt;', 'P1', '<all>'],
  ])('%j', (typed, to, why) => {
    expect(parseCommand(typed)).toEqual({ kind: 'severity', to, why });
  });

  test.each(['P5', 'P0', 'P', 'high', 'P12', '1', 'P1,'])('refuses %j and says what to write', (wrong) => {
    expect(parseCommand(`severity ${wrong} because`)).toEqual({
      kind: 'mistake',
      sentence: `"${wrong}" is not a severity. Write P1, P2, P3 or P4.`,
    });
  });
});

describe('commander', () => {
  test.each([
    ['commander <@U024BE7LH|bob>', 'U024BE7LH'],
    ['commander <@U024BE7LH>', 'U024BE7LH'],
    ['commander <@W1>', 'W1'],
    ['Commander   <@U024BE7LH|bob builder>  ', 'U024BE7LH'],
    ['commander <@U024BE7LH|>', 'U024BE7LH'],
  ])('%j', (typed, user) => {
    expect(parseCommand(typed)).toEqual({ kind: 'commander', user });
  });

  test.each([
    ['@bob', '@bob'],
    ['bob', 'bob'],
    ['<@U1|bob> <@U2|eve>', '@bob @eve'],
    ['<@U1|bob> please', '@bob please'],
    ['<!subteam^S1|@oncall>', '@oncall'],
    ['<#C1|general>', '#general'],
    ['<@B1|robot>', '@robot'],
    ['<@u1|bob>', '@bob'],
    ['<!channel>', '@channel'],
  ])('refuses %j and says what to do', (typed, shown) => {
    expect(parseCommand(`commander ${typed}`)).toEqual({
      kind: 'mistake',
      sentence: `"${shown}" is not one person. Write @ and pick the person from Slack's list.`,
    });
  });
});

describe('text behind a subcommand', () => {
  test.each([
    ['note Rolled back &amp; watching', { kind: 'note', text: 'Rolled back & watching' }],
    ['note first\nsecond', { kind: 'note', text: 'first\nsecond' }],
    ['reopen it is back', { kind: 'reopen', why: 'it is back' }],
    ['postmortem INC-7', { kind: 'postmortem', incident: 'INC-7' }],
    ['explain 429', { kind: 'explain', text: '429' }],
    [
      'explain {"errors":[{"code":"token_revoked"}],"request_id":"a1"}',
      { kind: 'explain', text: '{"errors":[{"code":"token_revoked"}],"request_id":"a1"}' },
    ],
  ])('%j is kept as it was typed', (typed, intent) => {
    expect(parseCommand(typed)).toEqual(intent);
  });

  test('loses a token before it can be kept', () => {
    expect(parseCommand('note the token is xoxb-1234567890-abcdef')).toEqual({
      kind: 'note',
      text: 'the token is [secret removed]',
    });
  });
});

describe('an unknown word', () => {
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
    expect(parseCommand(typed)).toEqual({ kind: 'unknown', said: typed, nearest });
  });

  test.each(['constructor', '__proto__', 'hasOwnProperty', 'home', 'mistake', 'unknown', '🔥', '<@U1|bob>'])(
    '%j is unknown too',
    (typed) => {
      expect(parseCommand(typed).kind).toBe('unknown');
    },
  );

  test.each(['🔥🔥', 'zzzzzzzzzzzzzzzz', '?'])('%j is near to nothing, so help is named', (typed) => {
    expect(parseCommand(typed)).toMatchObject({ nearest: 'help' });
  });
});

describe('hostile input', () => {
  const length = 200_000;
  test.each([
    ['one long word', 'a'.repeat(length)],
    ['blanks', ' '.repeat(length)],
    ['blanks inside', `note a${' '.repeat(length)}b`],
    ['open brackets', `note ${'<'.repeat(length)}`],
    ['half mentions', `commander ${'<@U1|'.repeat(length / 5)}`],
    ['a mention without an end', `commander <@U${'A'.repeat(length)}`],
    ['a mention with a long name', `commander <@U1|${'a|'.repeat(length / 2)}>`],
    ['ampersands', `open P1 ${'&'.repeat(length)}`],
    ['entities', `explain ${'&amp;'.repeat(length / 5)}`],
    ['almost tokens', `note ${'xoxe.xoxp-'.repeat(length / 10)}`],
    ['almost bearers', `note ${'Bearer '.repeat(length / 7)}`],
    ['severities', `severity ${'P1 '.repeat(length / 3)}`],
    ['line breaks', `note ${'\r\n'.repeat(length / 2)}x`],
    ['emoji', '\u{1f525}'.repeat(length / 2)],
  ])('is read within a second: %s', (_, typed) => {
    const start = performance.now();
    parseCommand(typed);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('never makes it throw, and always gives an intent', () => {
    const word = fc.constantFrom(...Object.keys(subcommands), '');
    fc.assert(
      fc.property(word, anyText, (first, rest) => {
        expect(parseCommand(`${first} ${rest}`).kind).toMatch(/^[a-z]+$/);
      }),
    );
  });
});
