import { describe, expect, test } from 'vitest';
import { effectBefore } from '../../../src/domain/effects/effect-before.ts';
import { type Effect, effectKey, effectLane } from '../../../src/domain/effects/effects.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { channelReady, headlinePosted, opened } from '../support/events.ts';
import { alice, bob, incident7, minute, ts } from '../support/fixtures.ts';
import { incidentOf } from '../support/given.ts';

const eight = incidentIdSchema.parse(8);
const lane = (effect: Effect): string => effectLane(incident7, effect);

describe("An effect's key", () => {
  test.each<[string, Effect, Effect]>([
    ['a reminder, whatever its time', { type: 'wake', due: minute(1) }, { type: 'wake', due: minute(2) }],
    [
      'a response check, whatever its time',
      { type: 'check_response', due: minute(1) },
      { type: 'check_response', due: minute(2) },
    ],
    ['the headline', { type: 'sync_headline' }, { type: 'sync_headline' }],
  ])('is one for %s, so that queuing it again moves it', (_name, one, other) => {
    expect(effectKey(incident7, one)).toBe(effectKey(incident7, other));
  });

  test.each<[string, Effect, Effect]>([
    ['two people', { type: 'invite', user: alice }, { type: 'invite', user: bob }],
    ['two updates', { type: 'post_change', of: 3 }, { type: 'post_change', of: 4 }],
    ['two diagnoses', { type: 'sync_diagnosis', of: 3 }, { type: 'sync_diagnosis', of: 4 }],
    ['two reminders', { type: 'sync_reminder', of: 3 }, { type: 'sync_reminder', of: 4 }],
    ['two setbacks', { type: 'tell_setback', of: 3 }, { type: 'tell_setback', of: 4 }],
    ['two calls for a commander', { type: 'call_out', of: 3 }, { type: 'call_out', of: 4 }],
    ['two parts of a story', { type: 'tell_story', part: 0 }, { type: 'tell_story', part: 1 }],
    ['two closes', { type: 'publish_postmortem', of: 3 }, { type: 'publish_postmortem', of: 4 }],
    [
      'two marked messages',
      { type: 'capture_message', ts: ts('1.1') },
      { type: 'capture_message', ts: ts('1.2') },
    ],
    ['two kinds about one event', { type: 'post_change', of: 3 }, { type: 'sync_reminder', of: 3 }],
  ])('differs for %s', (_name, one, other) => {
    expect(effectKey(incident7, one)).not.toBe(effectKey(incident7, other));
  });

  test('differs from incident to incident', () => {
    expect(effectKey(incident7, { type: 'announce' })).not.toBe(effectKey(eight, { type: 'announce' }));
  });
});

describe("An effect's lane", () => {
  test.each<[string, Effect, Effect]>([
    ['changes', { type: 'post_change', of: 3 }, { type: 'post_change', of: 4 }],
    ['diagnoses', { type: 'sync_diagnosis', of: 3 }, { type: 'sync_diagnosis', of: 4 }],
    ['postmortems', { type: 'publish_postmortem', of: 3 }, { type: 'publish_postmortem', of: 4 }],
  ])('is one for %s, which people read in order', (_name, one, other) => {
    expect(lane(one)).toBe(lane(other));
  });

  test.each<[string, Effect, Effect]>([
    ['two people who are invited', { type: 'invite', user: alice }, { type: 'invite', user: bob }],
    [
      'two marked messages',
      { type: 'capture_message', ts: ts('1.1') },
      { type: 'capture_message', ts: ts('1.2') },
    ],
    ['the headline and what changed', { type: 'sync_headline' }, { type: 'post_change', of: 3 }],
    ['the postmortem and the headline', { type: 'publish_postmortem', of: 3 }, { type: 'sync_headline' }],
    ['a setback and what it tells of', { type: 'tell_setback', of: 3 }, { type: 'ensure_channel' }],
  ])('differs for %s, which need not wait for one another', (_name, one, other) => {
    expect(lane(one)).not.toBe(lane(other));
  });

  test('differs from incident to incident', () => {
    expect(lane({ type: 'ensure_channel' })).not.toBe(effectLane(eight, { type: 'ensure_channel' }));
  });
});

describe('Before an effect', () => {
  const fresh = incidentOf(opened(), channelReady());
  const standing = incidentOf(opened(), channelReady(), headlinePosted());

  test('that posts a change comes the first headline, whose thread it needs', () => {
    expect(effectBefore(fresh, { type: 'post_change', of: 3 })).toEqual({ type: 'sync_headline' });
    expect(effectBefore(standing, { type: 'post_change', of: 3 })).toEqual({ type: 'ensure_channel' });
  });

  test.each<Effect>([
    { type: 'invite', user: alice },
    { type: 'set_topic' },
    { type: 'publish_postmortem', of: 3 },
  ])('in the channel comes the channel, and no headline: $type', (effect) => {
    expect(effectBefore(fresh, effect)).toEqual({ type: 'ensure_channel' });
  });

  test.each<Effect>([
    { type: 'announce' },
    { type: 'tell_setback', of: 3 },
    { type: 'wake', due: minute(1) },
  ])('that needs no channel comes nothing: $type', (effect) => {
    expect(effectBefore(fresh, effect)).toBeNull();
  });
});
