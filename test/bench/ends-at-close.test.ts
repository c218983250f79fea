import { expect, test } from 'vitest';
import type { IncidentEvidence } from '../../bench/chaos/evidence/evidence.ts';
import { ExpectedState } from '../../bench/chaos/people/expected-state.ts';
import { checkOperations } from '../../bench/chaos/rules/operations.ts';
import { fold } from '../../src/domain/evolve/evolve.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved } from '../domain/support/events.ts';
import { type Past, record } from '../domain/support/given.ts';

/** What the checker finds in a record whose incident a person resolved once, with this word. */
function foundIn(...past: readonly Past[]) {
  const events = record(past);
  const incident = fold(events);
  if (!incident) throw new Error('There is no record.');
  const expected = new ExpectedState();
  expected.begin('resolve', 'cleared', incident.title).outcome = 'done';
  const nothing = { pending: [], dead: [], messages: [], elsewhere: [], announcements: [], ends: [] };
  const one: IncidentEvidence = {
    ...{ name: 'INC-7', incident, events, channel: null, ...nothing },
    exported: { title: incident.title, requestIds: [], timeline: [] },
  };
  return checkOperations([one], expected).map(({ kind }) => kind);
}

const item: Past = {
  type: 'action_item_added',
  item: 1,
  text: plainText('Review it'),
  owner: null,
  due: { kind: 'words', text: plainText('soon') },
  atClose: true,
};

test('the chaos run counts no end that belongs to a close, whatever action items come with that', () => {
  const twice = [opened(), resolved('cleared'), reopened()];
  expect(foundIn(...twice, resolved('cleared'), closed())).toEqual([]);
  expect(foundIn(...twice, resolved('cleared'), item, closed())).toEqual([]);
  expect(foundIn(...twice, resolved('cleared'))).toEqual(['twice']);
});
