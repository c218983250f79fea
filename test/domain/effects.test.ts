import { describe, expect, test } from 'vitest';
import { type Effect, effectKey, effectLane } from '../../src/domain/effects.ts';
import { incidentIdSchema } from '../../src/domain/ids.ts';
import { alice, bob, minute, seven, ts } from './support/fixtures.ts';

const eight = incidentIdSchema.parse(8);
const lane = (type: 'ensure_channel' | 'announce' | 'run_triage' | 'sync_headline' | 'sync_bookmarks') =>
  effectLane(seven, { type });

describe('the key of an effect', () => {
  test.each<[string, Effect, Effect]>([
    ['a reminder, whatever its time', { type: 'wake', due: minute(1) }, { type: 'wake', due: minute(2) }],
    [
      'a response check, whatever its time',
      { type: 'check_response', due: minute(1) },
      { type: 'check_response', due: minute(2) },
    ],
    ['the headline', { type: 'sync_headline' }, { type: 'sync_headline' }],
  ])('is one for %s, so that owing it again moves it', (_name, one, other) => {
    expect(effectKey(seven, one)).toBe(effectKey(seven, other));
  });

  test.each<[string, Effect, Effect]>([
    ['two people', { type: 'invite', user: alice }, { type: 'invite', user: bob }],
    ['two updates', { type: 'post_change', of: 3 }, { type: 'post_change', of: 4 }],
    ['two diagnoses', { type: 'sync_diagnosis', of: 3 }, { type: 'sync_diagnosis', of: 4 }],
    ['two reminders', { type: 'sync_reminder', of: 3 }, { type: 'sync_reminder', of: 4 }],
    ['two setbacks', { type: 'tell_setback', of: 3 }, { type: 'tell_setback', of: 4 }],
    ['two closes', { type: 'publish_postmortem', of: 3 }, { type: 'publish_postmortem', of: 4 }],
    [
      'two marked messages',
      { type: 'capture_message', ts: ts('1.1') },
      { type: 'capture_message', ts: ts('1.2') },
    ],
    ['two kinds about one event', { type: 'post_change', of: 3 }, { type: 'sync_reminder', of: 3 }],
  ])('differs for %s', (_name, one, other) => {
    expect(effectKey(seven, one)).not.toBe(effectKey(seven, other));
  });

  test('differs from incident to incident', () => {
    expect(effectKey(seven, { type: 'announce' })).not.toBe(effectKey(eight, { type: 'announce' }));
  });
});

describe('the lane of an effect', () => {
  test('is one for what happens in the channel, so that it happens in order', () => {
    expect(lane('ensure_channel')).toBe(lane('sync_headline'));
  });

  test('keeps apart what must not wait, or not keep others waiting: promises, announcement, triage, setbacks, bookmarks', () => {
    const lanes = [
      lane('ensure_channel'),
      lane('announce'),
      lane('run_triage'),
      lane('sync_bookmarks'),
      effectLane(seven, { type: 'wake', due: minute(1) }),
      effectLane(seven, { type: 'check_response', due: minute(1) }),
      effectLane(seven, { type: 'tell_setback', of: 1 }),
    ];
    expect(new Set(lanes).size).toBe(lanes.length);
  });

  test('differs from incident to incident', () => {
    expect(lane('ensure_channel')).not.toBe(effectLane(eight, { type: 'ensure_channel' }));
  });
});
