import { describe, expect, test } from 'vitest';
import { everySentence } from '../bench/sentences/list.ts';
import { shown } from '../bench/sentences/read.ts';
import { sentencesIn, wordCount } from '../bench/sentences/words.ts';
import { stepTexts } from '../src/domain/triage/steps.ts';
import { tree } from '../src/domain/triage/tree.ts';

/** How long a text gets that is read under pressure. */
type Limit = { readonly words: number; readonly sentences: number };
const limits = {
  cause: { words: 20, sentences: 1 },
  action: { words: 18, sentences: 1 },
  question: { words: 12, sentences: 1 },
  step: { words: 20, sentences: 2 },
  alternative: { words: 27, sentences: 3 },
  refusal: { words: 20, sentences: 3 },
  button: { words: 4, sentences: 1 },
} as const satisfies Record<string, Limit>;
type Kind = keyof typeof limits;

const tooLong = (kind: Kind, texts: readonly string[]): string[] =>
  texts.filter(
    (text) =>
      wordCount(text) > limits[kind].words ||
      sentencesIn(text).length > limits[kind].sentences ||
      (kind === 'cause' && text.split(';').length > 2),
  );

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
const said = everySentence();
const handedTo = (to: string): string[] => said.filter((one) => one.to === to).map(shown);

describe('People under pressure read', () => {
  test.each<[Kind, readonly string[]]>([
    ['cause', leaves.map(({ cause }) => cause)],
    ['action', leaves.map(({ action }) => action)],
    ['question', Object.values(tree.questions).map(({ ask }) => ask)],
    ['step', steps.map(({ title }) => title)],
    ['alternative', steps.flatMap(({ otherwise }) => otherwise ?? [])],
    ['refusal', handedTo('refuse')],
    ['button', handedTo('button')],
  ])('no %s that is too long', (kind, texts) => {
    expect(texts.length).toBeGreaterThan(3);
    expect(tooLong(kind, texts)).toEqual([]);
  });

  test('a planted refusal of 21 words is found, one of 20 is not', () => {
    const words = (count: number): string => `${'word '.repeat(count - 1)}end.`;
    expect(tooLong('refusal', [words(20), words(21)])).toEqual([words(21)]);
  });

  test('a value, a command and an aside with a number each as one word', () => {
    expect(
      wordCount(':warning: {INC-1} is due `/intercom-incident list` (P1: 15 min) <!date^1|14:00 UTC>.'),
    ).toBe(6);
    expect(sentencesIn('{name} is closed. Nothing was changed. Run `a. B`.')).toHaveLength(3);
  });
});
