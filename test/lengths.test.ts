import { describe, expect, test } from 'vitest';
import { everyLogLine, everySentence } from '../bench/sentences/list.ts';
import { type Sentence, shown } from '../bench/sentences/read.ts';
import { sentencesIn, wordCount } from '../bench/sentences/words.ts';
import { stepTexts } from '../src/domain/triage/steps.ts';
import { tree } from '../src/domain/triage/tree.ts';

/** How long a text that is read under pressure can be; `first`: the words of its first sentence. */
type Limit = { readonly words: number; readonly sentences: number; readonly first?: number };
const limits = {
  cause: { words: 20, sentences: 1 },
  action: { words: 18, sentences: 1 },
  question: { words: 12, sentences: 1 },
  step: { words: 20, sentences: 2 },
  alternative: { words: 27, sentences: 3 },
  refusal: { words: 20, sentences: 3 },
  button: { words: 4, sentences: 1 },
  notice: { words: 20, sentences: 3, first: 12 },
  reply: { words: 20, sentences: 3 },
  log: { words: 10, sentences: 2 },
} as const satisfies Record<string, Limit>;
type Kind = keyof typeof limits;

const tooLong = (kind: Kind, texts: readonly string[]): string[] => {
  const limit: Limit = limits[kind];
  return texts.filter((text) => {
    const sentences = sentencesIn(text);
    return (
      wordCount(text) > limit.words ||
      sentences.length > limit.sentences ||
      wordCount(sentences[0] ?? '') > (limit.first ?? limit.words) ||
      (kind === 'cause' && text.split(';').length > 2)
    );
  });
};

const leaves = Object.values(tree.leaves);
/** Steps that say more than fits, since each number or name in them decides what somebody does; none may join them. */
const longer: ReadonlySet<string> = new Set([
  'add_scope',
  'check_variable',
  'check_webhooks',
  'mend_certificate',
  'other_apps',
  'trust_ca',
  'webhook_endpoint',
]);
const steps: readonly { title: string; otherwise?: string }[] = Object.entries(stepTexts)
  .filter(([id]) => !longer.has(id))
  .map(([, step]) => step);
const sentences = everySentence();
const handedTo = (to: string): string[] => sentences.filter((one) => one.to === to).map(shown);
const standsIn = (places: RegExp) => (one: Sentence) => places.test(one.file);
/** What the bot posts in channels besides diagnosis, headline, and drill events. */
const inChannels = standsIn(
  /^src\/slack\/views\/(?:notices\/|announcement|change|duplicate|diagnosis\/checks|people\/oncall)/,
);
/** What one person reads after an action: ephemeral answers, direct messages, and answers to forms. */
const toOnePerson = standsIn(
  /^src\/slack\/(?:conversations|listening|access|views\/(?:replies|people|forms\/(?:meanwhile|taken-before|refused)))/,
);

describe('People under pressure read', () => {
  test.each<[Kind, readonly string[]]>([
    ['cause', leaves.map(({ cause }) => cause)],
    ['action', leaves.map(({ action }) => action)],
    ['question', Object.values(tree.questions).map(({ ask }) => ask)],
    ['step', steps.map(({ title }) => title)],
    ['alternative', steps.flatMap(({ otherwise }) => otherwise ?? [])],
    ['refusal', handedTo('refuse')],
    ['button', handedTo('button')],
    ['notice', sentences.filter(inChannels).map(shown)],
    ['reply', sentences.filter((one) => toOnePerson(one) && one.to !== 'refuse').map(shown)],
    ['log', everyLogLine().map(shown)],
  ])('no %s that is too long', (kind, texts) => {
    expect(texts.length).toBeGreaterThan(3);
    expect(tooLong(kind, texts)).toEqual([]);
  });

  const words = (count: number): string => `${'word '.repeat(count - 1)}end.`;

  test('a planted refusal of 21 words is found, one of 20 is not', () => {
    expect(tooLong('refusal', [words(20), words(21)])).toEqual([words(21)]);
  });

  test('a planted notice is found if its first sentence has 13 words, or all of it 21', () => {
    const fits = `${words(12)} W${words(8)}`;
    const texts = [fits, `${words(13)} W${words(2)}`, `${words(12)} W${words(9)}`];
    expect(tooLong('notice', texts)).toEqual(texts.slice(1));
  });

  test('a value, a command and an aside with a number each as one word', () => {
    expect(
      wordCount(':warning: {INC-1} is due `/intercom-incident list` (P1: 15 min) <!date^1|14:00 UTC>.'),
    ).toBe(6);
    expect(sentencesIn('{name} is closed. Nothing was changed. Run `a. B`.')).toHaveLength(3);
  });
});
