import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkMessage, checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import { textLength } from '../../../packages/slack-sandbox/slack/blockkit/text-budget.ts';
import { eventSchema } from '../../../src/domain/incident/events/events.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import type { Extreme } from '../support/extremes/extreme.ts';
import { extremes } from '../support/extremes/extremes.ts';
import { everyEvent } from '../support/extremes/longest.ts';
import { textKinds } from '../support/extremes/texts.ts';
import { strayMarkup } from '../support/markup.ts';
import { markupIn } from '../support/reading.ts';

const isMessage = (made: Extreme['made']): made is Message => !('type' in made);

/** What every view made of every kind of long text. */
const everything = textKinds.flatMap((kind) =>
  extremes(kind).map(({ view, what, made }) => ({ view: view.name, what: `${kind}, ${what}`, made })),
);
const messages = everything.flatMap(({ view, what, made }) =>
  isMessage(made) ? [{ view, what, message: made }] : [],
);

/** The same by view, for a test of each. */
const byView = <T extends { readonly view: string }>(all: readonly T[]): [string, T[]][] =>
  [...new Set(all.map(({ view }) => view))].map((name) => [name, all.filter(({ view }) => view === name)]);

describe('with long text wherever people write', () => {
  test.each(byView(everything))('Slack accepts what %s makes:', (_, all) => {
    const refused = all.flatMap(({ what, made }) => {
      const problem = isMessage(made) ? checkMessage(made) : checkView(made);
      return problem ? [`${what}: ${problem.error} ${problem.errors.join('; ')}`] : [];
    });
    expect(refused).toEqual([]);
  });

  test.each(byView(messages))('the blocks of %s hold at most 10,000 characters', (_, all) => {
    const over = all.flatMap(({ what, message }) => {
      const length = textLength(message.blocks);
      return length > 10_000 ? [`${what}: ${length}`] : [];
    });
    expect(over).toEqual([]);
  });

  test.each(byView(messages))('the text of %s has 1 to 4,000 characters', (_, all) => {
    const wrong = all
      .filter(({ message: { text } }) => text.trim() === '' || text.length > 4_000)
      .map(({ what, message: { text } }) => `${what}: ${text.length}`);
    expect(wrong).toEqual([]);
  });

  test.each(byView(everything))('%s lets nothing through that Slack would read as markup', (_, all) => {
    const stray = all.flatMap(({ what, made }) =>
      markupIn(made).flatMap((markup) => strayMarkup(markup).map((part) => `${what}: ${part}`)),
    );
    expect(stray).toEqual([]);
  });
});

/** The files of `views/` that hold parts of views, and the parts that stand beside views. */
const partFiles = ['blocks.ts', 'facts.ts', 'forms/modal.ts', 'diagnosis/steps.ts'];
const parts = [
  'commanderText',
  'ownerShown',
  'doneButton',
  'doneLabel',
  'dueShown',
  'itemChange',
  'roleChange',
  'itemWords',
  'itemLine',
  'roleShown',
  'otherRoles',
  'cancellationLines',
  'whenMade',
  'figuresBlocks',
  'checksLine',
  'verdictLine',
  'effectWords',
  'failedWords',
  'nextUpdateShown',
  'answerLine',
  'verdictWords',
  'responsible',
  'stillFailing',
  'reopenedMeanwhile',
  'meanwhileLines',
];

const folder = new URL('../../../src/slack/views/', import.meta.url);

async function exportedViews(): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !partFiles.includes(file),
  );
  const modules = await Promise.all(
    files.map(async (file) =>
      z.record(z.string(), z.unknown()).parse(await import(new URL(file, folder).href)),
    ),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([name, value]) => typeof value === 'function' && !parts.includes(name))
    .map(([name]) => name);
}

test('Every view in src/slack/views is among the extremes', async () => {
  const shown = new Set(extremes('letters').map(({ view }) => view.name));
  expect((await exportedViews()).toSorted()).toEqual([...shown].toSorted());
});

test('The sample events include one of each type', () => {
  const types = eventSchema.options.map(({ shape }) => shape.type.value);
  expect(
    everyEvent('letters')
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(types.toSorted());
});
