import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import { stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { checkedAgain, diagnosed, outage } from '../support/diagnoses.ts';
import { channelReady, closed, opened, reopened, resolved } from '../support/events.ts';
import { bob, minute, ts } from '../support/fixtures.ts';
import { incidentOf } from '../support/given.ts';

const wanted = (effect: Effect, ...past: IncidentEvent[]): boolean =>
  stillWanted(incidentOf(...past), effect);
const commander: IncidentEvent = { type: 'commander_assigned', user: bob, previous: null };
const healthy = checkedAgain({ owner: 'nobody' });
const bad = checkedAgain({ owner: outage.owner });
const unclear = checkedAgain({ owner: 'unknown' });
const flaps: IncidentEvent = { type: 'flapping', since: minute(0), changes: 3, between: [] };
const recovered: IncidentEvent = { type: 'recovered', since: minute(0) };

/** What the event `of` is told by stands in the channel. */
const stands = (of: number): IncidentEvent => ({ type: 'notice_posted', of, ts: ts('6.1') });
const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };

describe('The call for a commander is wanted', () => {
  const callOut: Effect = { type: 'call_out', of: 2 };

  test('while an open incident has no commander', () => {
    expect(wanted(callOut, opened(), overdue)).toBe(true);
  });

  test.each<[string, IncidentEvent[]]>([
    ['somebody has', [commander]],
    ['it is resolved', [resolved()]],
    ['it is closed', [resolved(), closed()]],
    ['it was reopened since, which gives people a new response time', [resolved(), reopened()]],
  ])('not when %s, unless it stands there and has to say so', (_when, past) => {
    expect(wanted(callOut, opened(), overdue, ...past)).toBe(false);
    expect(wanted(callOut, opened(), overdue, stands(2), ...past)).toBe(true);
  });

  test('but not in a channel that the incident has left since', () => {
    const moved = [resolved(), reopened(), channelReady()];
    expect(wanted(callOut, opened(), overdue, stands(2), ...moved)).toBe(false);
  });
});

describe('A second call for a commander, after one was lost, is separate', () => {
  const lost: IncidentEvent = { type: 'commander_lost', user: bob, why: 'deactivated' };
  const past = [opened(), overdue, commander, lost];

  test('and the first one is no longer wanted', () => {
    expect(wanted({ type: 'call_out', of: 4 }, ...past)).toBe(true);
    expect(wanted({ type: 'call_out', of: 2 }, ...past)).toBe(false);
  });
});

describe('The offer to resolve is wanted', () => {
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
    ['they go back and forth', [flaps]],
    ['the incident is resolved', [resolved()]],
    ['it was reopened since, and they are healthy', [resolved(), reopened(), healthy]],
  ])('not when %s, unless it stands there and has to say so', (_when, since) => {
    expect(wanted(offer, ...past, ...since)).toBe(false);
    expect(wanted(offer, ...past, stands(4), ...since)).toBe(true);
  });

  test('even if they could only not tell in between', () => {
    expect(wanted(offer, ...past, unclear, healthy)).toBe(true);
  });
});

describe('The notice that the checks flap is wanted', () => {
  const flapping: Effect = { type: 'tell_flapping', of: 3 };
  const past = [opened(), diagnosed(), flaps];

  test('while they do', () => {
    expect(wanted(flapping, ...past)).toBe(true);
    expect(wanted(flapping, ...past, checkedAgain())).toBe(true);
  });

  test.each<[string, IncidentEvent[]]>([
    ['they agree again', [{ ...diagnosed(), calmed: { since: minute(0), runs: 6 } }]],
    [
      'they did so in between: a later one is another one',
      [{ ...diagnosed(), calmed: { since: minute(0), runs: 6 } }, flaps],
    ],
    ['the incident is resolved', [resolved()]],
  ])('not when %s, unless it stands there and has to say so', (_when, since) => {
    expect(wanted(flapping, ...past, ...since)).toBe(false);
    expect(wanted(flapping, ...past, stands(3), ...since)).toBe(true);
  });
});
