import { describe, expect, test } from 'vitest';
import { type Effect, effectSchema } from '../../../src/domain/effects/effects.ts';
import { isPutRight, stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { channelIdSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { day } from '../incident/items/support/items.ts';
import { diagnosed } from '../support/diagnoses.ts';
import { closed, opened, reminded, reopened, resolved, severityChanged } from '../support/events.ts';
import { bob, incident7, minute, ts } from '../support/fixtures.ts';
import { incidentOf } from '../support/given.ts';

const wanted = (effect: Effect, ...past: IncidentEvent[]): boolean =>
  stillWanted(incidentOf(...past), effect);

/** What becomes of what a lost try of each effect may have left in Slack, when it is not wanted any more. */
type Fate = 'is always wanted' | 'is put right' | 'stays as it was said' | 'does nothing in Slack';

const fates: {
  readonly [Type in Effect['type']]: readonly [Fate, Omit<Extract<Effect, { type: Type }>, 'type'>];
} = {
  ensure_channel: ['is always wanted', {}],
  invite: ['stays as it was said', { user: bob }],
  set_topic: ['stays as it was said', {}],
  sync_headline: ['is always wanted', {}],
  pin_headline: ['is always wanted', {}],
  sync_bookmarks: ['is always wanted', {}],
  announce: ['is put right', {}],
  tell_source: ['stays as it was said', {}],
  take_back: ['is always wanted', { from: { kind: 'original', incident: incident7 } }],
  tell_end: ['stays as it was said', { of: 7 }],
  call_oncall: ['stays as it was said', { of: 2 }],
  mention_oncall: ['stays as it was said', { of: 2 }],
  send_brief: ['is always wanted', { of: 3 }],
  tell_left_out: ['is always wanted', { of: 3 }],
  brief_role: ['stays as it was said', { of: 7 }],
  tell_duplicates: ['does nothing in Slack', { of: 3 }],
  hide_original: ['is always wanted', { of: 3, told: 'post_change', last: 2 }],
  tell_original: ['stays as it was said', { of: 3, original: incident7 }],
  sync_details: ['is always wanted', { of: 3 }],
  sync_checks: ['is always wanted', {}],
  post_change: ['is put right', { of: 5 }],
  post_review: ['is always wanted', { of: 3 }],
  remind_items: [
    'is always wanted',
    { to: userIdSchema.parse('U0ALICE'), day: day('2026-12-01'), weekly: true },
  ],
  summarize_items: ['is always wanted', { day: day('2026-11-30') }],
  send_copy: ['stays as it was said', { of: 3 }],
  erase_deleted: ['is always wanted', { of: 3 }],
  tell_setback: ['is always wanted', { of: 3 }],
  sync_reminder: ['is put right', { of: 9 }],
  sync_diagnosis: ['is put right', { of: 3 }],
  tell_story: ['is put right', { part: 0 }],
  call_out: ['is put right', { of: 2 }],
  publish_postmortem: ['stays as it was said', { of: 11 }],
  sync_canvas: ['stays as it was said', {}],
  sync_postmortem: ['stays as it was said', { of: 12 }],
  tell_flapping: ['is put right', { of: 3 }],
  offer_resolve: ['is put right', { of: 4 }],
  capture_message: ['does nothing in Slack', { ts: ts('9.1') }],
  follow_message: ['does nothing in Slack', { ts: ts('9.1') }],
  run_triage: ['does nothing in Slack', {}],
  check_again: ['does nothing in Slack', {}],
  learn_names: ['does nothing in Slack', {}],
  wake: ['does nothing in Slack', { due: minute(30) }],
  check_response: ['does nothing in Slack', { due: minute(15) }],
  check_comms_lead: ['does nothing in Slack', { due: minute(10) }],
  follow_duplicate: ['does nothing in Slack', { of: 3, original: incident7 }],
  take_up: [
    'does nothing in Slack',
    {
      occasion: 'event:Ev1',
      by: { kind: 'person', user: bob },
      heard: { type: 'mark_message', ts: ts('9.1'), via: 'pin' },
    },
  ],
};

/** Incidents in which everything that can be unwanted is. */
const over: readonly IncidentEvent[] = [
  opened({ adopted: { channel: channelIdSchema.parse('C024BE91L'), name: 'random' } }),
  { type: 'triage_requested' },
  diagnosed(),
  diagnosed(),
  severityChanged(),
  severityChanged(),
  resolved(),
  reopened(),
  reminded(),
  resolved(),
  closed(),
  { ...closed(), type: 'review_corrected' as const },
  { type: 'postmortem_posted', of: 12, file: null },
  { type: 'made_private', how: 'converted' },
];

describe('what a lost try may have left', () => {
  test.each(Object.entries(fates))('of %s: %s', (type, [fate, rest]) => {
    const effect = effectSchema.parse({ type, ...rest });
    expect(isPutRight(effect)).toBe(fate === 'is put right');
    if (fate === 'is always wanted')
      expect([wanted(effect, opened()), wanted(effect, ...over)]).toEqual([true, true]);
    if (fate === 'is put right' || fate === 'stays as it was said')
      expect(wanted(effect, ...over)).toBe(false);
  });
});
