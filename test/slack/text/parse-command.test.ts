import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/slack/text/parse-command.ts';
import { subcommands } from '../../../src/slack/text/subcommands.ts';
import { processorMs } from '../../support/processor-time.ts';
import { anyText } from '../support/any-text.ts';

describe('A subcommand', () => {
  test.each([
    ['', { kind: 'home' }],
    ['   \n ', { kind: 'home' }],
    ['open', { kind: 'open', severity: null, title: '' }],
    ['adopt', { kind: 'adopt' }],
    ['triage', { kind: 'triage' }],
    ['update', { kind: 'update', text: '' }],
    ['note', { kind: 'note', text: '' }],
    ['severity', { kind: 'severity', to: null, why: '' }],
    ['commander', { kind: 'commander', user: null }],
    ['resolve', { kind: 'resolve', text: '' }],
    ['close', { kind: 'close', text: '' }],
    ['reopen', { kind: 'reopen', why: '' }],
    ['role', { kind: 'role', name: '', user: null }],
    ['roles', { kind: 'roles', incident: '' }],
    ['status', { kind: 'status', incident: '' }],
    ['timeline', { kind: 'timeline', incident: '', all: false }],
    ['timeline all', { kind: 'timeline', incident: '', all: true }],
    ['todos', { kind: 'todos', list: 'here' }],
    ['todos Mine', { kind: 'todos', list: 'mine' }],
    ['todos inc-7', { kind: 'todos', list: 7 }],
    ['list', { kind: 'list', text: '' }],
    ['list open P1', { kind: 'list', text: 'open P1' }],
    ['find token &amp; key P1', { kind: 'find', text: 'token & key P1' }],
    ['postmortem', { kind: 'postmortem', incident: '' }],
    ['explain', { kind: 'explain', text: '' }],
    ['help', { kind: 'help', about: null }],
    ['help Severity', { kind: 'help', about: 'severity' }],
    ['help noet', { kind: 'unknown', typed: 'noet', nearest: 'note' }],
  ])('%j is understood', (typed, intent) => {
    expect(parseCommand(typed)).toEqual(intent);
  });

  test.each(Object.keys(subcommands))('%s is understood in any case and with extra spaces', (word) => {
    const plain = parseCommand(word);
    expect(plain.kind).toBe(word);
    for (const typed of [word.toUpperCase(), `  ${word}  `, `\t${word}\n`, `\u00a0${word}\u00a0`])
      expect(parseCommand(typed)).toEqual(plain);
  });

  test.each(Object.entries(subcommands).filter(([, { takes }]) => takes === ''))(
    '%s, which takes nothing, says what stands behind it all the same',
    (word) => {
      expect(parseCommand(`${word} please &amp; now`)).toEqual({
        kind: 'mistake',
        sentence: `"please & now" after \`${word}\` isn't understood. Nothing was changed. Run \`/intercom-incident ${word}\` alone.`,
      });
    },
  );

  test.each(Object.keys(subcommands))('%s drops no word after it', (word) => {
    const plain = parseCommand(word);
    const typed = word === 'help' ? 'help xyzzy' : `${word} xyzzy`;
    expect(parseCommand(typed)).not.toEqual(plain);
    expect(JSON.stringify(parseCommand(typed))).toContain('xyzzy');
  });
});

describe.each(['title', 'impact', 'cause', 'action'])('%s', (kind) => {
  test.each([
    ['', ''],
    ['Customer conversations not loading', 'Customer conversations not loading'],
    ['<@U024BE7LH|bob> says *all* of `EU`', '@bob says *all* of `EU`'],
    ['429 &amp; &lt;html&gt;', '429 & <html>'],
    ['<https://status.example|status.example> is red', 'status.example is red'],
  ])('with %j has that as its text', (typed, text) => {
    expect(parseCommand(`${kind} ${typed}`)).toEqual({ kind, text });
  });

  test.each([
    '<@U024BE7LH|bob builder>',
    '<@U1|bob> <!here> <#C1|general>',
    '***',
    '``` ```',
    '&lt;&gt;',
    '🔥',
  ])('without words, as %j, is an error', (typed) => {
    const intent = parseCommand(`${kind} ${typed}`);
    expect(intent).toMatchObject({
      kind: 'mistake',
      sentence: expect.stringMatching(new RegExp(`has no words\\. Nothing.*Type the ${kind} in words\\.$`)),
    });
  });
});

describe('Invisible text', () => {
  test.each(['title', 'note', 'todo', 'role', 'status', 'link', 'list', 'hide'])(
    'is reported after %s, and not taken for words',
    (word) => {
      expect(parseCommand(`${word} \u200b\u200f\u3164`)).toEqual({
        kind: 'mistake',
        sentence: `What you typed after \`${word}\` is invisible. Nothing was changed. Delete it, or type words instead.`,
      });
    },
  );

  test("isn't a command, even in front of one", () => {
    expect(parseCommand('\u200b \u200e')).toEqual({ kind: 'home' });
    expect(parseCommand('\ufeff\u200etitle Chats hang')).toEqual({ kind: 'title', text: 'Chats hang' });
  });
});

describe('The link command', () => {
  test.each([
    ['link', '', ''],
    ['link <https://docs.example/run>', 'https://docs.example/run', ''],
    ['link <https://docs.example/?a=1&amp;b=2> Run book', 'https://docs.example/?a=1&b=2', 'Run book'],
    ['link <http://docs.example|docs.example> *Run* &amp; book', 'http://docs.example', '*Run* & book'],
    ['link <https://docs.example/|docs.example>', 'https://docs.example/', ''],
    ['link <https://docs.example/run|Run book>', 'https://docs.example/run', 'Run book'],
    ['link <https://docs.example/run|Run book> of May', 'https://docs.example/run', 'of May'],
    ['link https://docs.example/run  Run book', 'https://docs.example/run', 'Run book'],
    ['link <mailto:a@b.example|a@b.example>', 'mailto:a@b.example', ''],
    ['link <@U1|bob builder> x', '@bob builder', 'x'],
    ['link docs.example', 'docs.example', ''],
    ['link javascript:alert(1)', 'javascript:alert(1)', ''],
  ])('%j', (typed, url, title) => {
    expect(parseCommand(typed)).toEqual({ kind: 'link', url, title });
  });
});

describe("An entry's number", () => {
  test.each([
    ['edit last', 'last'],
    ['hide #4th', '#4th'],
    ['restore -1', '-1'],
  ])('is missing in %j, and the reply gives an example', (typed, shown) => {
    const intent = parseCommand(typed);
    expect(intent.kind === 'mistake' && intent.sentence).toMatch(
      `"${shown}" isn't an entry number. Type its number, as in`,
    );
  });
});

test.each(['hide #4 #5', 'hide 4, 5 and #6', 'hide #4 & #5', 'restore 4 5'])(
  '%j names more entries than one, and changes none',
  (typed) => {
    expect(parseCommand(typed)).toEqual({
      kind: 'mistake',
      sentence: `Name one entry at a time, as in \`/intercom-incident ${typed.split(' ')[0]} #4\`. Nothing was changed.`,
    });
  },
);

describe('Text after a subcommand', () => {
  test.each([
    ['note Rolled back &amp; watching', { kind: 'note', text: 'Rolled back & watching' }],
    ['note first\nsecond', { kind: 'note', text: 'first\nsecond' }],
    ['reopen it is back', { kind: 'reopen', why: 'it is back' }],
    ['postmortem INC-7', { kind: 'postmortem', incident: 'INC-7' }],
    ['status inc 7', { kind: 'status', incident: 'inc 7' }],
    ['timeline 7', { kind: 'timeline', incident: '7', all: false }],
    ['timeline INC 7 all', { kind: 'timeline', incident: 'INC 7', all: true }],
    ['timeline All INC-7', { kind: 'timeline', incident: 'INC-7', all: true }],
    ['edit #4', { kind: 'edit', entry: 4, text: '' }],
    ['edit 4 It was the cache', { kind: 'edit', entry: 4, text: 'It was the cache' }],
    ['hide #12: wrong channel', { kind: 'hide', entry: 12, text: 'wrong channel' }],
    ['hide #12 #13 says it', { kind: 'hide', entry: 12, text: '#13 says it' }],
    ['edit #12 503', { kind: 'edit', entry: 12, text: '503' }],
    ['hide <#C0123ABC|12>', { kind: 'hide', entry: 12, text: '' }],
    ['restore #0', { kind: 'restore', entry: 0, text: '' }],
    ['update Failing &gt; 5%', { kind: 'update', text: 'Failing > 5%' }],
    ['resolve Rolled back', { kind: 'resolve', text: 'Rolled back' }],
    ['close An hour without inbox', { kind: 'close', text: 'An hour without inbox' }],
    ['explain 429', { kind: 'explain', text: '429' }],
    [
      'explain {"errors":[{"code":"token_revoked"}],"request_id":"a1"}',
      { kind: 'explain', text: '{"errors":[{"code":"token_revoked"}],"request_id":"a1"}' },
    ],
  ])('%j is kept as typed', (typed, intent) => {
    expect(parseCommand(typed)).toEqual(intent);
  });

  test("has a token removed before it's stored", () => {
    expect(parseCommand('note the token is xoxb-1234567890-abcdef')).toEqual({
      kind: 'note',
      text: 'the token is [secret removed]',
    });
  });
});

describe('Hostile input', () => {
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
  ])('is parsed within a second: %s', (_, typed) => {
    expect(processorMs(() => parseCommand(typed))).toBeLessThan(1_000);
  });

  test('never throws, and always gives an intent', () => {
    const word = fc.constantFrom(...Object.keys(subcommands), '');
    fc.assert(
      fc.property(word, anyText, (first, rest) => {
        expect(parseCommand(`${first} ${rest}`).kind).toMatch(/^[a-z]+$/);
      }),
    );
  });
});
