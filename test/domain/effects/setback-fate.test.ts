import { expect, test } from 'vitest';
import { setbackFate } from '../../../src/domain/effects/setback-fate.ts';
import type { EventOf, IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import { checkedAgain } from '../support/diagnoses.ts';
import { opened, reminded } from '../support/events.ts';
import { record } from '../support/given.ts';

const setback = (effect: string, key?: string): EventOf<'setback'> => ({
  type: 'setback',
  effect,
  ...(key && { key }),
  why: 'it was refused',
  todo: 'Look.',
});

/** The fate of the setback at `seq`, with what is put aside and what is owed. */
function fate(
  past: readonly IncidentEvent[],
  { aside = [], pending = [], seq = 2 }: { aside?: string[]; pending?: string[]; seq?: number },
) {
  const events = record([opened(), ...past]);
  const recorded = events[seq - 1];
  if (recorded?.event.type !== 'setback') throw new Error(`The event ${seq} is no setback.`);
  const ofSetback: Recorded<EventOf<'setback'>> = { ...recorded, event: recorded.event };
  return setbackFate(ofSetback, { aside, pending, events });
}

test("A failed effect is aside while it failed permanently, pending while it's queued, and otherwise done", () => {
  const past = [setback('invite', 'invite:7:U1')];
  expect(fate(past, { aside: ['invite:7:U1'], pending: ['invite:7:U1'] })).toBe('aside');
  expect(fate(past, { pending: ['invite:7:U1'] })).toBe('tried');
  expect(fate(past, { aside: ['invite:7:U2'], pending: ['invite:7:U3'] })).toBe('done');
});

test("An earlier version's setback, which has no key, is about any effect of its kind", () => {
  expect(fate([setback('invite')], { pending: ['invite:7:U3'] })).toBe('tried');
});

test.each<[string, IncidentEvent]>([
  ['check_again', checkedAgain()],
  ['wake', reminded()],
])('%s, which repeats by the clock, is told though the next one is queued', (effect, success) => {
  const key = `${effect}:7`;
  const owed = { pending: [key] };
  expect(fate([setback(effect, key)], owed)).toBe('aside');
  expect(fate([setback(effect, key), setback('invite', 'invite:7:U1')], owed)).toBe('aside');
  expect(fate([setback(effect, key), success], owed)).toBe('done');
});

test('A run that succeeded says nothing about a later setback', () => {
  const past = [
    setback('check_again', 'check_again:7'),
    checkedAgain(),
    setback('check_again', 'check_again:7'),
  ];
  expect(fate(past, { pending: ['check_again:7'], seq: 4 })).toBe('aside');
});
