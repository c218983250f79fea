import { describe, expect, test } from 'vitest';
import { standing } from '../../../src/domain/decide/declare/from-proposal.ts';
import { type EpisodeId, episodeIdSchema } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { dismissed, type Episode, episodeSchema, opened } from '../../../src/domain/watch/episode.ts';
import { overhear } from '../../support/overhear.ts';
import { alice, bob, incident7, minute } from '../support/fixtures.ts';
import { episode } from '../support/watching.ts';

const answers: readonly Episode['answer'][] = [
  null,
  { kind: 'recovered', at: minute(5) },
  { kind: 'dismissed', by: bob },
  { kind: 'overtaken', incident: incident7 },
  { kind: 'replaced', episode: episode({ firstBadAt: minute(9) }).id },
];
const openedAlready: Episode['answer'] = { kind: 'opened', by: bob, incident: incident7 };

const refusalOf = (answered: Episode | object): string =>
  isRefusal(answered) ? answered.refused : expect.fail('not refused');

describe('a suggestion', () => {
  test.each(answers)('declares an incident for whoever clicks first, after %j', (answer) => {
    expect(opened(episode({ answer }), alice, incident7)).toMatchObject({
      answer: { kind: 'opened', by: alice, incident: incident7 },
    });
  });

  test('declares one incident, and names it to the next person', () => {
    const refused = refusalOf(opened(episode({ answer: openedAlready }), alice, incident7));
    expect(refused).toBe('INC-7 was already declared from that suggestion. Nothing was changed.');
  });

  test('that an earlier version marked as answered says that an incident was declared', () => {
    const answer = { kind: 'opened', by: bob, incident: null } as const;
    expect(refusalOf(opened(episode({ answer }), alice, incident7))).toMatch(
      /^An incident was already declared/,
    );
  });

  test.each(answers.slice(0, 2))('is dismissed by a person, after %j', (answer) => {
    expect(dismissed(episode({ answer }), alice)).toMatchObject({ answer: { kind: 'dismissed', by: alice } });
  });

  test.each([
    [openedAlready, /^INC-7 was already declared from that suggestion/],
    [answers[2] ?? null, /^Someone has already dismissed that suggestion/],
    [answers[3] ?? null, /^People are already working on INC-7, so that suggestion has ended/],
    [answers[4] ?? null, /^A later suggestion replaced that one/],
  ])("isn't dismissed after %j", (answer, sentence) => {
    expect(overhear(refusalOf(dismissed(episode({ answer }), alice)))).toMatch(sentence);
  });

  test('that ended with an incident names it to whoever is late', () => {
    expect(dismissed(episode({ answer: { kind: 'overtaken', incident: incident7 } }), alice)).toMatchObject({
      opened: incident7,
    });
  });

  test.each([...answers, openedAlready])('with the answer %j reads back as written', (answer) => {
    const written = episode({ answer });
    expect(episodeSchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
  });
});

describe('The suggestion at the end of a chain of replacements', () => {
  const ids = Array.from({ length: 50_000 }, (_, i) => episodeIdSchema.parse(minute(i)));
  const first = ids[0] ?? episodeIdSchema.parse(minute(0));
  /** Each was replaced by the next; the last one by nothing, or by `after`. */
  const chain = (after: EpisodeId | null = null) => {
    const known = new Map(
      ids.map((id, i) => {
        const next = ids[i + 1] ?? after;
        return [id, episode({ id, answer: next === null ? null : { kind: 'replaced', episode: next } })];
      }),
    );
    return (id: EpisodeId) => known.get(id) ?? null;
  };

  test('is found however many there are', () => {
    expect(standing(first, chain())?.id).toBe(ids.at(-1));
  });

  test('is none if they name each other in a circle', () => {
    expect(standing(first, chain(first))).toBeNull();
  });

  test("is none if it's no longer known", () => {
    expect(standing(first, chain(episodeIdSchema.parse(minute(-1))))).toBeNull();
  });
});
