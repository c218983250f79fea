import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { joined, wasSaid } from '../bench/sentences/heard.ts';
import { everySentence, forOthers } from '../bench/sentences/list.ts';
import { sentencesOf, shown } from '../bench/sentences/read.ts';

/** What stands in a source, in which `#{` begins a hole. */
const read = (source: string) => sentencesOf('x.ts', source.replaceAll('#{', '${'));
const texts = (source: string) => read(source).map(shown);

describe('the list of sentences', () => {
  test.each([
    ['a string', `say('It is over.');`, ['It is over.']],
    ['the single word of a label', `button('Resolve', id);`, ['Resolve']],
    [
      'a template, with the names of its holes',
      'm`Due #{date(due, now)} for #{a.name}.`;',
      ['Due {due} for {name}.'],
    ],
    [
      'a template in a hole',
      'm`It is over#{ok ? ` for all` : ``} now.`;',
      ['It is over{…} now.', ' for all'],
    ],
    [
      'a sum as one text',
      `say('It is ' + status + ', so nothing ' + 'was done.');`,
      ['It is {status}, so nothing was done.'],
    ],
    ['a table', `const words = { wake: 'wake the bot' };`, ['wake the bot']],
  ])('has %s', (_, source, found) => {
    expect(texts(source)).toEqual(found);
  });

  test.each([
    ['a line of the log', `this.#log.info({}, 'It is over.');`],
    ['a message of an exception', `throw new Error('It is over.');`],
    ['a name of background work', `desk.background.run('send it now', work);`],
    ['a word that is compared', `if (said === 'it is over') go();`],
    ['a discriminant', `switch (x) { case 'Two words': go(); }`],
    ['a type', `type Word = 'it is over';`],
    ['an import', `import { a } from './a b.ts';`],
    ['a pattern', 'const failed = String.raw`it (?:is|was) over`;'],
    ['a name', `const kind = 'posted';`],
  ])('has not %s', (_, source) => {
    expect(texts(source)).toEqual([]);
  });

  test('says where each one stands and what leads to it', () => {
    const source = [
      '/** How it ended. */',
      'export function ending(end) {',
      '  switch (end.kind) {',
      `    case 'late':`,
      `      return end.by ? 'It was late.' : 'It is over.';`,
      '  }',
      '}',
    ].join('\n');
    expect(read(source)).toMatchObject([
      { line: 5, from: 'ending', doc: 'How it ended.', when: [`'late'`, 'end.by'] },
      { line: 5, from: 'ending', doc: 'How it ended.', when: [`'late'`, 'not (end.by)'] },
    ]);
  });

  test('leaves out only files that exist', () => {
    expect(forOthers.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('is that of the whole bot', () => {
    const files = new Set(everySentence().map(({ file }) => file));
    expect([...files]).toEqual(
      expect.arrayContaining([
        'src/slack/views/notices/notices.ts',
        'src/domain/decide/decide.ts',
        'src/store/error-advice.ts',
      ]),
    );
  });
});

describe('a sentence was said', () => {
  const [sentence] = read('m`Due #{date(due)} for #{who}.`;');
  const found = (...texts: string[]) => sentence && wasSaid(sentence, joined(texts));

  test('where all of it stands in one text, whatever was filled in', () => {
    expect(found('INC-1: Due today for <@U1>.')).toBe(true);
  });

  test('not where its parts stand in two texts, or in another order', () => {
    expect(found('Due today', ' for alice.')).toBe(false);
    expect(found('It is for you. Due today.')).toBe(false);
  });

  test('in markup as in plain text', () => {
    const [plain] = read(`say('Write <status> & send it.');`);
    expect(plain && wasSaid(plain, joined(['Write &lt;status&gt; &amp; send it.']))).toBe(true);
  });
});
