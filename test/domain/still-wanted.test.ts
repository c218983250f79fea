import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/domain/effects.ts';
import type { IncidentEvent } from '../../src/domain/events.ts';
import { stillWanted } from '../../src/domain/still-wanted.ts';
import { checkedAgain, diagnosed, outage } from './support/diagnoses.ts';
import {
  channelReady,
  closed,
  opened,
  reminded,
  reopened,
  resolved,
  updatePosted,
} from './support/events.ts';
import { alice, bob, minute, ts } from './support/fixtures.ts';
import { incidentOf } from './support/given.ts';

const wanted = (effect: Effect, ...past: IncidentEvent[]): boolean =>
  stillWanted(incidentOf(...past), effect);
const commander: IncidentEvent = { type: 'commander_assigned', user: bob, previous: null };
const healthy = checkedAgain({ owner: 'nobody' });
const bad = checkedAgain({ owner: outage.owner });
const unclear = checkedAgain({ owner: 'unknown' });
const recovered: IncidentEvent = { type: 'recovered', since: minute(0) };

const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };

describe('the call for a commander is wanted', () => {
  const callOut: Effect = { type: 'call_out' };

  test('while nobody has command of an open incident', () => {
    expect(wanted(callOut, opened(), overdue)).toBe(true);
  });

  test.each<[string, IncidentEvent[]]>([
    ['somebody has', [commander]],
    ['it is resolved', [resolved()]],
    ['it is closed', [resolved(), closed()]],
    ['it was reopened since, which gives people a new response time', [resolved(), reopened()]],
  ])('not when %s', (_when, past) => {
    expect(wanted(callOut, opened(), overdue, ...past)).toBe(false);
  });
});

describe('the offer to resolve is wanted', () => {
  const offer: Effect = { type: 'offer_resolve', of: 4 };
  const past = [opened(), bad, healthy, recovered];

  test('while the checks are healthy', () => {
    expect(wanted(offer, ...past)).toBe(true);
    expect(wanted(offer, ...past, healthy)).toBe(true);
  });

  test.each<[string, IncidentEvent[]]>([
    ['they are bad again', [bad]],
    ['they cannot tell any more', [unclear]],
    ['they were bad in between: a later offer is another one', [bad, healthy]],
    ['the incident is resolved', [resolved()]],
  ])('not when %s', (_when, since) => {
    expect(wanted(offer, ...past, ...since)).toBe(false);
  });

  test('when they only could not tell in between', () => {
    expect(wanted(offer, ...past, unclear, healthy)).toBe(true);
  });
});

describe('a reminder is wanted', () => {
  const reminder: Effect = { type: 'sync_reminder', of: 2 };
  const posted: IncidentEvent = { type: 'reminder_posted', of: 2, ts: ts('7.1') };

  test('while nobody has answered it', () => {
    expect(wanted(reminder, opened(), reminded())).toBe(true);
  });

  test.each<[string, IncidentEvent]>([
    ['an update', updatePosted()],
    ['the end of the incident', resolved()],
  ])('not after %s, unless it stands there and has to say so', (_what, answer) => {
    expect(wanted(reminder, opened(), reminded(), answer)).toBe(false);
    expect(wanted(reminder, opened(), reminded(), posted, answer)).toBe(true);
  });
});

describe('a diagnosis is wanted', () => {
  const shown: IncidentEvent = { type: 'diagnosis_posted', of: 3, ts: ts('5.1') };
  const diagnosis = (of: number): Effect => ({ type: 'sync_diagnosis', of });
  const past = [opened(), channelReady(), diagnosed()];

  test('when it is the latest, or stands there', () => {
    expect(wanted(diagnosis(3), ...past)).toBe(true);
    expect(wanted(diagnosis(3), ...past, shown, diagnosed())).toBe(true);
  });

  test('not when nobody has seen it and there is a later one', () => {
    expect(wanted(diagnosis(3), ...past, diagnosed())).toBe(false);
    expect(wanted(diagnosis(4), ...past, diagnosed())).toBe(true);
  });

  test('not when a later one stands in its message', () => {
    expect(wanted(diagnosis(3), ...past, shown, { ...diagnosed(), inPlace: true })).toBe(false);
  });
});

describe('checks are wanted', () => {
  test.each<[string, Effect, IncidentEvent[], boolean]>([
    ['by themselves while it is open', { type: 'check_again' }, [], true],
    ['by themselves no more once it is resolved', { type: 'check_again' }, [resolved()], false],
    ['of a person also when it is resolved', { type: 'run_triage' }, [resolved()], true],
    ['of a person no more once it is closed', { type: 'run_triage' }, [resolved(), closed()], false],
  ])('%s', (_when, effect, past, is) => {
    expect(wanted(effect, opened(), ...past)).toBe(is);
  });
});

test('a marked message is read once', () => {
  const marked: IncidentEvent = { type: 'message_marked', ts: ts('9.1'), via: 'pin' };
  const captured: IncidentEvent = {
    type: 'message_captured',
    ts: ts('9.1'),
    author: alice,
    text: opened().title,
    link: null,
  };
  const capture: Effect = { type: 'capture_message', ts: ts('9.1') };
  expect(wanted(capture, opened(), marked)).toBe(true);
  expect(wanted(capture, opened(), marked, captured)).toBe(false);
});

test('a drill goes on with its story while it is open, part by part', () => {
  const drill = { script: 'any', startedAt: minute(0) };
  const part = (n: number): Effect => ({ type: 'tell_story', part: n });
  expect(wanted(part(0), opened({ drill }))).toBe(true);
  expect(wanted(part(0), opened({ drill }), { type: 'story_told', part: 0 })).toBe(false);
  expect(wanted(part(0), opened({ drill }), resolved(), closed())).toBe(false);
  expect(wanted(part(0), opened())).toBe(false);
});

test.each<Effect>([
  { type: 'ensure_channel' },
  { type: 'invite', user: bob },
  { type: 'sync_headline' },
  { type: 'announce' },
  { type: 'publish_postmortem', of: 3 },
  { type: 'tell_setback', of: 3 },
])('$type is wanted after the close too', (effect) => {
  expect(wanted(effect, opened(), resolved(), closed())).toBe(true);
});
