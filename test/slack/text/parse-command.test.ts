import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { otherWords } from '../../../src/slack/text/other-words.ts';
import { parseCommand, subcommands } from '../../../src/slack/text/parse-command.ts';
import { overhear } from '../../support/overhear.ts';
import { anyText } from '../support/any-text.ts';

describe('a subcommand', () => {
  test.each([
    ['', { kind: 'home' }],
    ['   \n ', { kind: 'home' }],
    ['open', { kind: 'open', severity: null, title: '' }],
    ['triage', { kind: 'triage' }],
    ['update', { kind: 'update', text: '' }],
    ['note', { kind: 'note', text: '' }],
    ['severity', { kind: 'severity', to: null, why: '' }],
    ['commander', { kind: 'commander', user: null }],
    ['resolve', { kind: 'resolve', text: '' }],
    ['close', { kind: 'close', text: '' }],
    ['reopen', { kind: 'reopen', why: '' }],
    ['status', { kind: 'status', incident: '' }],
    ['timeline', { kind: 'timeline', incident: '' }],
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

  test.each(['triage', 'list', 'support', 'help'])('%s is understood with something behind it', (word) => {
    expect(parseCommand(`${word} please`)).toEqual({ kind: word });
  });
});

describe('open', () => {
  test.each([
    ['open P1 Inbox is down', 'P1', 'Inbox is down'],
    ['open p1 Inbox is down', 'P1', 'Inbox is down'],
    ['OPEN   p4    Inbox   is down ', 'P4', 'Inbox   is down'],
    ['open P2', 'P2', ''],
    ['open P1\nInbox is down', 'P1', 'Inbox is down'],
    ['open Inbox is down', null, 'Inbox is down'],
    ['open "Inbox is down"', null, '"Inbox is down"'],
    ['open P1 “Inbox” is ‘down’', 'P1', '“Inbox” is ‘down’'],
    ['open P1 a &lt; b &amp;&amp; c', 'P1', 'a < b && c'],
    ['open P1 ask <@U024BE7LH|alice> in <#C1|ops>', 'P1', 'ask @alice in #ops'],
  ])('%j', (typed, severity, title) => {
    expect(parseCommand(typed)).toEqual({ kind: 'open', severity, title });
  });

  test.each([
    'P1: Inbox is down',
    'p1:Inbox is down',
    'P1, Inbox is down',
    'P1; Inbox is down',
    'P1. Inbox is down',
    'P1! Inbox is down',
    'P1 | Inbox is down',
    'P1 - Inbox is down',
    'P1 -- Inbox is down',
    'P1- Inbox is down',
    'P1 – Inbox is down',
    'P1—Inbox is down',
    '[P1] Inbox is down',
    '[P1]Inbox is down',
    '[p1]: Inbox is down',
    '[ P1 ] - Inbox is down',
    '(P1) Inbox is down',
    'sev1 Inbox is down',
    'SEV1: Inbox is down',
    'sev-1 Inbox is down',
    'Sev 1 - Inbox is down',
    'SEVERITY 1 Inbox is down',
    'severity: P1, Inbox is down',
    '[SEV-1] Inbox is down',
    'prio 1: Inbox is down',
    'Inbox is down P1',
    'Inbox is down p1.',
    'Inbox is down, P1',
    'Inbox is down: P1',
    'Inbox is down - P1',
    'Inbox is down – P1',
    'Inbox is down [P1]',
    'Inbox is down (p1)',
    'Inbox is down(P1)',
    'Inbox is down sev1',
    'Inbox is down SEV-1',
    'Inbox is down, severity 1',
    'Inbox is down, severity: P1',
    'Inbox is down\nP1',
  ])('%j is a P1 of that title', (typed) => {
    expect(parseCommand(`open ${typed}`)).toEqual({ kind: 'open', severity: 'P1', title: 'Inbox is down' });
  });

  test.each([
    'P10 things',
    'P1s everywhere',
    'P95 latency has doubled',
    'P50',
    'P1.5 is slow',
    'P1-5 tickets are stuck',
    "P1's reminder is late",
    'P1/P2 queue is stuck',
    'S3 does not answer',
    'Reminders of P1 incidents are late',
    'The queue [P1] is stuck',
    'HTTP1',
    'Nothing on TCP P12',
    'Graph of deploy-P1',
    'step1 fails',
    'sev12',
    'several 1',
  ])('%j has no severity, and is a title as it stands', (title) => {
    expect(parseCommand(`open ${title}`)).toEqual({ kind: 'open', severity: null, title });
  });

  test.each(['P9 hello', 'P0', 'sev5: Inbox is down'])(
    '%j begins with a severity that there is not',
    (typed) => {
      const intent = parseCommand(`open ${typed}`);
      expect(intent).toMatchObject({
        kind: 'mistake',
        sentence: expect.stringContaining('is not a severity'),
      });
    },
  );

  test.each([
    ['P1 P2 both', 'P1', 'P2 both'],
    ['P1 Inbox P2', 'P1', 'Inbox P2'],
    ['P1: -5% conversations', 'P1', '-5% conversations'],
    ['P2 (EU) Inbox', 'P2', '(EU) Inbox'],
    ['Like the last P1, but P3', 'P3', 'Like the last P1, but'],
  ])('%j is %s, and the other words are the title', (typed, severity, title) => {
    expect(parseCommand(`open ${typed}`)).toEqual({ kind: 'open', severity, title });
  });

  test('reads any title back that a severity was put before or behind', () => {
    const level = fc.constantFrom('P1', '[P2]', 'sev3', 'SEV-4', '(p1)');
    const title = fc
      .array(fc.constantFrom('Inbox', 'is', 'down', 'EU', '5xx', 'über', '🔥', 'P1-only'), { minLength: 1 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(level, title, fc.boolean(), (said, words, before) => {
        const typed = before ? `open ${said} ${words}` : `open ${words} ${said}`;
        const severity = `P${/\d/.exec(said)?.[0]}`;
        expect(parseCommand(typed)).toEqual({ kind: 'open', severity, title: words });
      }),
    );
  });
});

describe('severity', () => {
  test.each([
    ['severity P2', 'P2', ''],
    ['severity p3  fewer  errors', 'P3', 'fewer  errors'],
    ['severity P1 &lt;all&gt;', 'P1', '<all>'],
    ['severity P1, because', 'P1', 'because'],
    ['severity [P1] because', 'P1', 'because'],
    ['severity sev1: because', 'P1', 'because'],
    ['severity P1 - like the last P2', 'P1', 'like the last P2'],
  ])('%j', (typed, to, why) => {
    expect(parseCommand(typed)).toEqual({ kind: 'severity', to, why });
  });

  test.each(['P5', 'P0', 'P', 'high', 'P12', '1', 'because'])(
    'refuses %j and says what to write',
    (wrong) => {
      expect(parseCommand(`severity ${wrong} because P1`)).toEqual({
        kind: 'mistake',
        sentence: `"${wrong}" is not a severity. Write P1, P2, P3 or P4.`,
      });
    },
  );
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
    ['status inc 7', { kind: 'status', incident: 'inc 7' }],
    ['timeline 7', { kind: 'timeline', incident: '7' }],
    ['update Failing &gt; 5%', { kind: 'update', text: 'Failing > 5%' }],
    ['resolve Rolled back', { kind: 'resolve', text: 'Rolled back' }],
    ['close An hour without inbox', { kind: 'close', text: 'An hour without inbox' }],
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
  ])('%j is near to nothing', (typed) => {
    expect(parseCommand(typed)).toMatchObject({ kind: 'unknown', nearest: null });
  });
});

describe('a word that has no command', () => {
  const contracted =
    'cancel title private roles role todo todos figures find merge mttr page duplicate edit hide restore times impact cause action started link adopt catchup';
  const natural =
    'assign ack acknowledge start declare new create end done escalate delete rename invite who oncall stats report export summary';

  test.each([...contracted.split(' '), ...natural.split(' ')])(
    '%s is answered with what to use instead, in one sentence',
    (word) => {
      for (const typed of [word, word.toUpperCase(), `${word} something`]) {
        const intent = parseCommand(typed);
        const sentence = intent.kind === 'mistake' ? intent.sentence : '';
        expect(sentence).toMatch(new RegExp(`^"${word}" is not a command: .{20,260}[^.]\\.$`, 'i'));
      }
    },
  );

  test.each(otherWords)('%s names no command that does not exist', (word) => {
    const intent = parseCommand(word);
    const sentence = overhear(intent.kind === 'mistake' ? intent.sentence : '');
    const named = [...sentence.matchAll(/`\/intercom-incident ([a-z-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.hasOwn(subcommands, name ?? ''))).toEqual([]);
  });

  test('is none that has become a command', () => {
    expect(otherWords.filter((word) => Object.hasOwn(subcommands, word))).toEqual([]);
  });

  test.each([
    ['P1 Inbox is down', 'open P1'],
    ['sev1', 'open P1'],
    ['INC-7', 'status INC-n'],
    ['inc7 please', 'status INC-n'],
  ])('%j is answered with %s', (typed, named) => {
    expect(parseCommand(typed)).toEqual({ kind: 'mistake', sentence: expect.stringContaining(named) });
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
