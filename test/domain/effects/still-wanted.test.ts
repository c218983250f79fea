import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import { stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import { leftOutBefore } from '../../../src/domain/incident/changes.ts';
import type { EventOf, IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { channelIdSchema } from '../../../src/domain/incident/ids.ts';
import { checkedAgain, diagnosed, healthy as healthyAgain } from '../support/diagnoses.ts';
import {
  channelReady,
  closed,
  opened,
  reminded,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, bob, minute, ts } from '../support/fixtures.ts';
import { incidentOf } from '../support/given.ts';

const wanted = (effect: Effect, ...past: IncidentEvent[]): boolean =>
  stillWanted(incidentOf(...past), effect);
const commander: IncidentEvent = { type: 'commander_assigned', user: bob, previous: null };
const flaps: IncidentEvent = { type: 'flapping', since: minute(0), changes: 3, between: [] };

describe('A postmortem is wanted', () => {
  const corrected: IncidentEvent = { ...closed(), type: 'review_corrected' };
  const postmortem = (of: number): Effect => ({ type: 'publish_postmortem', of });
  const past = [opened(), resolved(), closed()];

  const posted = (of: number, asOf: number): IncidentEvent => ({
    type: 'postmortem_posted',
    of,
    asOf,
    file: 'F1',
  });

  test('until a file shows what it is about, whatever that file was posted for', () => {
    expect(wanted(postmortem(3), ...past)).toBe(true);
    expect(wanted(postmortem(3), ...past, posted(3, 3))).toBe(false);
    const twice = [...past, posted(3, 3), corrected, corrected];
    expect([5, 6].map((of) => wanted(postmortem(of), ...twice))).toEqual([true, true]);
    expect([5, 6].map((of) => wanted(postmortem(of), ...twice, posted(5, 6)))).toEqual([false, false]);
    expect([5, 6].map((of) => wanted(postmortem(of), ...twice, posted(5, 5)))).toEqual([false, true]);
  });

  test('but not while the incident is open again or only resolved', () => {
    expect(wanted(postmortem(3), ...past, reopened())).toBe(false);
    expect(wanted(postmortem(3), ...past, reopened(), resolved())).toBe(false);
  });
});

test('A topic is wanted, but not in a channel that people created', () => {
  const adopted = { channel: channelIdSchema.parse('C024BE91L'), name: 'random' };
  expect(wanted({ type: 'set_topic' }, opened())).toBe(true);
  expect(wanted({ type: 'set_topic' }, opened({ adopted }))).toBe(false);
  expect(wanted({ type: 'set_topic' }, opened({ adopted }), channelReady())).toBe(true);
});

describe('A reminder is wanted', () => {
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

  test('even if another has replaced it, because it may still be there', () => {
    expect(wanted(reminder, opened(), reminded(), posted, updatePosted(), reminded())).toBe(true);
  });
});

describe('A diagnosis is wanted', () => {
  const shown: IncidentEvent = { type: 'diagnosis_posted', of: 3, ts: ts('5.1') };
  const diagnosis = (of: number): Effect => ({ type: 'sync_diagnosis', of });
  const past = [opened(), channelReady(), diagnosed()];

  test("if it's the latest, or is already posted", () => {
    expect(wanted(diagnosis(3), ...past)).toBe(true);
    expect(wanted(diagnosis(3), ...past, shown, diagnosed())).toBe(true);
  });

  test('but not if nobody has seen it and there is a later one', () => {
    expect(wanted(diagnosis(3), ...past, diagnosed())).toBe(false);
    expect(wanted(diagnosis(4), ...past, diagnosed())).toBe(true);
  });

  test('but not if the incident has ended since, at the same moment by a clock that was set back', () => {
    expect(wanted(diagnosis(3), ...past, resolved())).toBe(false);
    expect(wanted(diagnosis(4), opened(), channelReady(), resolved(), diagnosed())).toBe(true);
  });

  test('but not if the checks say something else by now', () => {
    const since = [diagnosed(healthyAgain), checkedAgain({ leaf: 'intercom_slow' })];
    expect(wanted(diagnosis(5), ...past, shown, ...since)).toBe(false);
  });

  test("even if it's healthy in other words", () => {
    const past = [opened(), channelReady(), diagnosed({ ...healthyAgain, leaf: 'recovered' })];
    expect(wanted(diagnosis(3), ...past, checkedAgain({ leaf: 'healthy', owner: 'nobody' }))).toBe(true);
  });

  test('but not if the incident has ended since', () => {
    const at = (event: IncidentEvent, n: number) => ({ event, at: minute(n) });
    const ended = incidentOf(opened(), channelReady(), at(diagnosed(), 2), at(resolved(), 3));
    expect(stillWanted(ended, diagnosis(3))).toBe(false);
    const asked = incidentOf(opened(), channelReady(), at(resolved(), 3), at(diagnosed(), 4));
    expect(stillWanted(asked, diagnosis(4))).toBe(true);
  });

  test('but not while the checks flap, unless it was made since or nobody has seen one', () => {
    expect(wanted(diagnosis(5), ...past, shown, diagnosed(), flaps)).toBe(false);
    expect(wanted(diagnosis(6), ...past, shown, flaps, diagnosed(healthyAgain))).toBe(true);
    expect(wanted(diagnosis(3), ...past, flaps)).toBe(true);
  });

  test('but not if the last one posted says the same, unless someone asked or it was reopened since', () => {
    const lost = [...past, shown, diagnosed(healthyAgain)];
    expect(wanted(diagnosis(6), ...lost, diagnosed())).toBe(false);
    expect(wanted(diagnosis(6), ...lost, { ...diagnosed(), asked: true })).toBe(true);
    expect(wanted(diagnosis(6), ...past, shown, diagnosed(undefined, false))).toBe(false);
    expect(wanted(diagnosis(7), ...past, shown, resolved(), reopened(), diagnosed())).toBe(true);
  });

  test('but not if a later one is in its message', () => {
    expect(wanted(diagnosis(3), ...past, shown, { ...diagnosed(), inPlace: true })).toBe(false);
  });
});

describe('Checks are wanted', () => {
  test.each<[string, Effect, IncidentEvent[], boolean]>([
    ['by themselves while it is open', { type: 'check_again' }, [], true],
    ['by themselves no more once it is resolved', { type: 'check_again' }, [resolved()], false],
    ['of a person also when it is resolved', { type: 'run_triage' }, [resolved()], true],
    ['of a person no more once it is closed', { type: 'run_triage' }, [resolved(), closed()], false],
  ])('%s', (_when, effect, past, is) => {
    expect(wanted(effect, opened(), ...past)).toBe(is);
  });
});

test('The news of an end is wanted until a reopening, and then for the next end', () => {
  const end = (of: number): Effect => ({ type: 'tell_end', of });
  expect(wanted(end(2), opened(), resolved())).toBe(true);
  expect(wanted(end(2), opened(), resolved(), closed())).toBe(true);
  expect(wanted(end(2), opened(), resolved(), reopened())).toBe(false);
  expect(wanted(end(2), opened(), resolved(), reopened(), resolved())).toBe(false);
  expect(wanted(end(4), opened(), resolved(), reopened(), resolved())).toBe(true);
});

test('The news of a reopening is wanted until the next end', () => {
  const again = (of: number): Effect => ({ type: 'tell_end', of });
  expect(wanted(again(3), opened(), resolved(), reopened())).toBe(true);
  expect(wanted(again(3), opened(), resolved(), reopened(), resolved())).toBe(false);
  expect(wanted(again(3), opened(), resolved(), reopened(), resolved(), reopened())).toBe(false);
  expect(wanted(again(5), opened(), resolved(), reopened(), resolved(), reopened())).toBe(true);
});

describe("A change's line is wanted", () => {
  const line = (of: number): Effect => ({ type: 'post_change', of });
  const corrected = (over: Partial<EventOf<'declaration_corrected'>>): IncidentEvent => {
    const { firstAlert: _, ...declared } = opened();
    return { ...declared, type: 'declaration_corrected', ...over };
  };

  test.each<[string, IncidentEvent, IncidentEvent]>([
    ['another severity', severityChanged(), severityChanged({ from: 'P2', to: 'P3' })],
    ['a correction to another severity', severityChanged(), corrected({ severity: 'P3' })],
    ['another commander', commander, { ...commander, user: alice, previous: bob }],
    ['a correction to another commander', commander, corrected({ commander: alice })],
    ['the loss of that commander', commander, { type: 'commander_lost', user: bob, why: 'deactivated' }],
    ['a reopening', resolved(), reopened()],
  ])('until it is overtaken by %s', (_what, first, second) => {
    expect(wanted(line(2), opened(), first)).toBe(true);
    expect(wanted(line(2), opened(), first, second)).toBe(false);
    expect(wanted(line(3), opened(), first, second)).toBe(true);
  });

  test.each<[string, IncidentEvent, IncidentEvent]>([
    ['a change of another kind', severityChanged(), commander],
    ['a correction that leaves the severity', severityChanged(), corrected({ severity: 'P2' })],
    ['a correction that leaves the commander', commander, corrected({ commander: bob })],
    ['the close', resolved(), closed()],
  ])('still after %s', (_what, first, second) => {
    expect(wanted(line(2), opened(), first, second)).toBe(true);
  });

  test("always if it has a person's own words", () => {
    const fix: IncidentEvent = { type: 'resolution_corrected', fix: null };
    const twice = [updatePosted(), updatePosted(), corrected({}), corrected({}), resolved(), fix, fix];
    expect([2, 3, 4, 5, 7, 8].every((of) => wanted(line(of), opened(), ...twice))).toBe(true);
  });

  test('and includes all that were left out right before it', () => {
    const left = (of: number): IncidentEvent => ({ type: 'change_left_out', of });
    const to = [severityChanged(), commander, severityChanged(), severityChanged()];
    const rest = (of: number, ...past: IncidentEvent[]) =>
      leftOutBefore(incidentOf(opened(), ...past).changes, of);
    expect(rest(5, ...to)).toEqual([]);
    expect(rest(5, ...to, left(4))).toEqual([4]);
    expect(rest(5, ...to, left(2), left(4))).toEqual([2, 4]);
    expect(rest(8, ...to, left(2), left(4), severityChanged())).toEqual([]);
    const corrects = corrected({ severity: 'P3' });
    expect(rest(5, severityChanged(), corrects, left(2), severityChanged())).toEqual([]);
  });
});

test('A marked message is read once', () => {
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

test("A drill's story continues part by part while the drill is open", () => {
  const drill = { script: 'any', startedAt: minute(0) };
  const part = (n: number): Effect => ({ type: 'tell_story', part: n });
  expect(wanted(part(0), opened({ drill }))).toBe(true);
  expect(wanted(part(0), opened({ drill }), { type: 'story_told', part: 0 })).toBe(false);
  expect(wanted(part(0), opened({ drill }), resolved(), closed())).toBe(false);
  expect(wanted(part(0), opened())).toBe(false);
});
