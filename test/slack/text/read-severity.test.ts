import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/slack/text/parse-command.ts';

describe('The open command', () => {
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
    'S1 Inbox is down',
    's1: Inbox is down',
    '[S1] Inbox is down',
    'SEV 1 Inbox is down',
    'P 1 Inbox is down',
    'P-1: Inbox is down',
    '*P1* Inbox is down',
    '_P1_ Inbox is down',
    '`P1` Inbox is down',
    '*_p1_* Inbox is down',
    '*P1:* Inbox is down',
    '*[P1]* - Inbox is down',
    '*S1*: Inbox is down',
    'Inbox is down *P1*',
    'Inbox is down _(P1)_',
    'Inbox is down (S1)',
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
  ])('reads %j as a P1 with that title', (typed) => {
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
    '*S3* does not answer',
    'S1000 does not answer',
    'Uploads go to shard S1',
    'Nobody can read page p 1',
    '*P1 Inbox is down*',
    '*Inbox is down P1*',
    '*P1 Inbox* is down',
    '_P1_s are late',
    'Reminders of P1 incidents are late',
    'The queue [P1] is stuck',
    'HTTP1',
    'Nothing on TCP P12',
    'Graph of deploy-P1',
    'step1 fails',
    'sev12',
    'several 1',
  ])('finds no severity in %j, which is the title', (title) => {
    expect(parseCommand(`open ${title}`)).toEqual({ kind: 'open', severity: null, title });
  });

  test.each(['P9 hello', 'P0', 'sev5: Inbox is down', 'P 5 hello', 'severity 7', '*P5* hello'])(
    'refuses the nonexistent severity in %j',
    (typed) => {
      const intent = parseCommand(`open ${typed}`);
      expect(intent).toMatchObject({
        kind: 'mistake',
        sentence: expect.stringContaining("isn't a severity"),
      });
    },
  );

  test.each([
    ['P1 P2 both', 'P1', 'P2 both'],
    ['P1 Inbox P2', 'P1', 'Inbox P2'],
    ['P1: -5% conversations', 'P1', '-5% conversations'],
    ['P2 (EU) Inbox', 'P2', '(EU) Inbox'],
    ['Like the last P1, but P3', 'P3', 'Like the last P1, but'],
  ])('reads %j as %s, and the other words as the title', (typed, severity, title) => {
    expect(parseCommand(`open ${typed}`)).toEqual({ kind: 'open', severity, title });
  });

  test('reads any title back that a severity was put before or after', () => {
    const level = fc.constantFrom('P1', '[P2]', 'sev3', 'SEV-4', '(p1)');
    const title = fc
      .array(fc.constantFrom('Inbox', 'is', 'down', 'EU', '5xx', 'über', '🔥', 'P1-only'), { minLength: 1 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(level, title, fc.boolean(), (asked, words, before) => {
        const typed = before ? `open ${asked} ${words}` : `open ${words} ${asked}`;
        const severity = `P${/\d/.exec(asked)?.[0]}`;
        expect(parseCommand(typed)).toEqual({ kind: 'open', severity, title: words });
      }),
    );
  });
});

describe('The severity command', () => {
  test.each([
    ['severity P2', 'P2', ''],
    ['severity p3  fewer  errors', 'P3', 'fewer  errors'],
    ['severity P1 &lt;all&gt;', 'P1', '<all>'],
    ['severity P1, because', 'P1', 'because'],
    ['severity [P1] because', 'P1', 'because'],
    ['severity sev1: because', 'P1', 'because'],
    ['severity *P1* because', 'P1', 'because'],
    ['severity S3 because', 'P3', 'because'],
    ['severity sev 2', 'P2', ''],
    ['severity P1 - like the last P2', 'P1', 'like the last P2'],
  ])('%j', (typed, to, why) => {
    expect(parseCommand(typed)).toEqual({ kind: 'severity', to, why });
  });

  test.each(['P5', 'P0', 'P', 'high', 'P12', '1', 'because'])('refuses %j and says what to type', (wrong) => {
    expect(parseCommand(`severity ${wrong} because P1`)).toEqual({
      kind: 'mistake',
      sentence: `"${wrong}" isn't a severity. Use P1, P2, P3, or P4.`,
    });
  });
});
