import { describe, expect, test } from 'vitest';
import type { Transition } from '../../../../src/domain/apply-command.ts';
import { declareFrom } from '../../../../src/domain/decide/declare/from-proposal.ts';
import type { PersonCommand } from '../../../../src/domain/incident/commands.ts';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import type { Episode } from '../../../../src/domain/watch/episode.ts';
import { outage, probe } from '../../support/diagnoses.ts';
import { byAlice, incident7, minute, policy } from '../../support/fixtures.ts';
import { foundAt } from '../../support/verdicts.ts';
import { episode } from '../../support/watching.ts';

type Declaration = Extract<PersonCommand, { type: 'open' }>;
const form = (more: Partial<Declaration> = {}): Declaration => ({
  type: 'open',
  title: plainText('Intercom: webhook delay'),
  severity: 'P3',
  impact: null,
  commander: null,
  firstAlert: null,
  ...more,
});
const both = ['title', 'severity'] as const;

const later = episode({ firstBadAt: minute(5) });
const shown = episode({
  diagnosis: foundAt('async_posted'),
  answer: { kind: 'replaced', episode: later.id },
});

function declared(
  command: Declaration,
  before: Transition | null = null,
  known: Episode[] = [shown, later],
): Transition {
  const order = {
    command,
    by: byAlice,
    at: minute(9),
    earlier: before && { submitted: form({ untouched: both }), seq: 1 },
  };
  const find = (id: number) => known.find((one) => one.id === id) ?? null;
  const step = declareFrom(shown.id, find, incident7, before?.incident ?? null, order, policy);
  return isRefusal(step) ? expect.fail(step.refused) : step;
}

describe('The form of a suggestion that a later one has replaced', () => {
  test('declares the current suggestion if nobody edited the form, and answers that', () => {
    expect(declared(form({ untouched: both }))).toMatchObject({
      incident: { title: 'Intercom: API outage', severity: 'P1', startedAt: minute(5) },
      answered: { id: later.id },
    });
  });

  test('declares what a person wrote as they wrote it', () => {
    expect(declared(form({ severity: 'P2', untouched: ['title'] })).incident).toMatchObject({
      title: 'Intercom: API outage',
      severity: 'P2',
    });
    expect(
      declared(form({ title: plainText('Chats hang'), untouched: ['severity'] })).incident,
    ).toMatchObject({
      title: 'Chats hang',
      severity: 'P1',
    });
  });

  test('declares nothing milder than it showed', () => {
    const milder = { ...later, diagnosis: foundAt('search_slow') };
    const command = form({ severity: 'P2', untouched: both });
    expect(declared(command, null, [shown, milder]).incident?.severity).toBe('P2');
  });

  test("corrects nothing that it left alone when it's submitted again with another impact", () => {
    const before = declared(form({ untouched: both }));
    const impact = plainText('Agents cannot answer');
    expect(declared(form({ impact, untouched: both }), before).incident).toMatchObject({
      title: 'Intercom: API outage',
      severity: 'P1',
      impact,
    });
  });
});

describe("A suggestion's request_ids", () => {
  const probes = [probe('API /me', '3f1c'), { ...probe('API search', '9a0b'), outcome: 'ok' as const }];
  const kept = (over: Partial<Episode> = {}): unknown => {
    const failing = { ...later, diagnosis: { ...outage, probes }, ...over };
    return declared(form(), null, [shown, failing]).incident?.requestIds.values();
  };

  test('from failed requests are kept with the incident, as seen by the check that suggested it', () => {
    const requestId = { requestId: '3f1c', source: 'triage', where: 'API /me', at: minute(2) };
    expect(kept()).toMatchObject([requestId]);
    expect(kept({ cameBackAt: minute(7) })).toMatchObject([{ ...requestId, at: minute(7) }]);
  });
});
