import { AppendOnlyMap } from '../../../../src/domain/incident/append-only-map.ts';
import type { CloseReview } from '../../../../src/domain/incident/ending/review.ts';
import type { IncidentEvent, Recorded } from '../../../../src/domain/incident/events/events.ts';
import {
  canvasIdSchema,
  groupIdSchema,
  incidentIdSchema,
  millisSchema,
} from '../../../../src/domain/incident/ids.ts';
import type { Incident, KeptRequestId } from '../../../../src/domain/incident/incident.ts';
import { titleMax } from '../../../../src/domain/incident/limits.ts';
import { linksMax, linkTitleMax } from '../../../../src/domain/incident/link.ts';
import { commsLeadRole, roleNameSchema, scribeRole } from '../../../../src/domain/incident/people/roles.ts';
import type { Diagnosis } from '../../../../src/domain/triage/diagnosis.ts';
import { itemAdded } from '../../../domain/incident/items/support/items.ts';
import { asked, diagnosis, probe, step } from '../diagnoses.ts';
import { alice, at, bob, channel, inStatus, recorded, time, ts } from '../incidents.ts';
import { everyItem } from './longest-items.ts';
import { longText, type TextKind } from './texts.ts';

/** Everything a review can hold: three long texts. */
export const longestReview = (kind: TextKind): CloseReview => ({
  summary: longText(kind),
  rootCause: longText(kind),
  fix: longText(kind),
  conversationsAffected: 1_000_000_000,
  usersAffected: 0,
});

const crowd = Array.from({ length: 300 }, () => bob);

/** As many roles as settings can name, with names as long as they can be, and all of them held. */
function everyRole(): Incident['roles'] {
  const own = Array.from({ length: 10 }, (_, i) => roleNameSchema.parse(`${'Role name '.repeat(3)}${i}`));
  return new Map([commsLeadRole, scribeRole, ...own].map((role, i) => [role, { user: bob, seq: i + 3 }]));
}

/** As many links as an incident takes, all as long as they can be. */
function everyLink(kind: TextKind): Incident['links'] {
  let links: Incident['links'] = new AppendOnlyMap();
  for (let i = 100; i < 100 + linksMax; i += 1) {
    const url = `https://links.example/${i}${'x'.repeat(970)}`;
    links = links.with(url, { url, title: longText(kind, linkTitleMax) });
  }
  return links;
}

/** An incident with one kind of long text wherever people can write, and 200 request_ids. */
export function longestIncident(kind: TextKind, over: Partial<Incident> = {}): Incident {
  let requestIds = new AppendOnlyMap<string, KeptRequestId>();
  for (let i = 0; i < 200; i += 1) {
    const requestId = `req_${i}`;
    requestIds = requestIds.with(requestId, {
      requestId,
      source: 'message',
      where: null,
      at: at('2026-11-21T14:00:00Z'),
    });
  }
  return inStatus(over.status ?? 'INVESTIGATING', {
    title: longText(kind, titleMax),
    impact: longText(kind),
    roles: everyRole(),
    cause: { text: longText(kind), from: 'triage' },
    action: { text: longText(kind), from: 'triage' },
    fix: longText(kind),
    review: longestReview(kind),
    items: everyItem(kind),
    requestIds,
    ...(over.status === 'CANCELLED' && {
      cancellation: {
        by: { kind: 'person', user: bob },
        at: at('2026-11-21T14:04:00Z'),
        kind: 'none',
        reason: 'false_alarm',
        why: longText(kind),
      },
    }),
    links: everyLink(kind),
    ...over,
  });
}

/** A diagnosis with 12 steps of long commands, 12 probes and 12 questions, every text long. */
export const longestDiagnosis = (kind: TextKind): Diagnosis => {
  const text = longText(kind);
  const twelve = <T>(make: (number: number) => T): T[] => Array.from({ length: 12 }, (_, i) => make(i));
  return diagnosis({
    cause: text,
    action: text,
    probes: twelve(() => probe({ summary: text, code: text, requestId: text })),
    trail: twelve(() => asked({ question: text, because: text })),
    steps: twelve((i) => step({ id: `step_${i}`, title: text, commands: [text, text], otherwise: text })),
  });
};

/** What checks go back and forth between. */
const sides = (cause: string) => [
  { owner: 'intercom', cause } as const,
  { owner: 'nobody', cause } as const,
  { owner: 'ours', cause } as const,
];

/** An incident of which others are duplicates. */
const original = incidentIdSchema.parse(999_999_999);

/** One event of every type, with one kind of long text wherever people can write. */
export function everyEvent(kind: TextKind): IncidentEvent[] {
  const text = longText(kind);
  const later = at('2026-11-22T09:00:00Z');
  return [
    {
      type: 'opened',
      title: longText(kind, titleMax),
      severity: 'P1',
      impact: text,
      commander: bob,
      nextUpdateAt: later,
      respondBy: later,
      firstAlert: { at: later, text },
    },
    { type: 'channel_ready', channel, name: 'inc-7' },
    { type: 'made_private', how: 'converted' },
    { type: 'headline_posted', channel, ts },
    { type: 'announced', channel, ts },
    {
      type: 'declaration_corrected',
      title: longText(kind, titleMax),
      severity: 'P2',
      impact: text,
      commander: bob,
      nextUpdateAt: later,
      respondBy: later,
    },
    {
      type: 'update_posted',
      status: 'MONITORING',
      impact: text,
      cause: text,
      action: text,
      nextUpdateAt: later,
    },
    { type: 'title_changed', from: text, to: text },
    {
      type: 'start_corrected',
      from: later,
      to: at('2026-11-21T13:00:00Z'),
    },
    { type: 'time_corrected', time: 'acknowledged', from: later, to: at('2026-11-21T13:00:00Z') },
    {
      type: 'link_added',
      url: `https://links.example/${'x'.repeat(970)}`,
      title: longText(kind, linkTitleMax),
    },
    { type: 'note_added', text, when: at('2026-11-21T14:01:00Z') },
    { type: 'severity_changed', from: 'P1', to: 'P2', why: text, nextUpdateAt: later, respondBy: later },
    { type: 'commander_assigned', user: bob, previous: alice },
    { type: 'commander_lost', user: bob, why: 'deactivated' },
    { type: 'commander_vacated', previous: alice },
    { type: 'role_assigned', role: scribeRole, user: bob, previous: alice },
    { type: 'role_lost', role: scribeRole, user: bob, why: 'deactivated' },
    { type: 'comms_lead_missing', due: later },
    { type: 'caught_up', asked: false },
    { type: 'oncall_needed', severity: 'P1', group: groupIdSchema.parse('S000ONCALL1') },
    {
      type: 'oncall_called',
      of: 2,
      group: groupIdSchema.parse('S000ONCALL1'),
      people: crowd,
      uninvited: crowd,
      leftOut: crowd.map((user) => ({ user, why: 'guest' })),
    },
    { type: 'triage_requested' },
    {
      type: 'diagnosed',
      diagnosis: longestDiagnosis(kind),
      changed: true,
      inPlace: true,
      calmed: { since: later, runs: 6 },
      nextCheckAt: later,
    },
    {
      type: 'checked',
      leaf: 'leaf',
      owner: 'nobody',
      cause: text,
      sample: { ms: 120, failed: 0, total: 2 },
      nextCheckAt: later,
    },
    { type: 'flapping', since: later, changes: 3, between: sides(text) },
    { type: 'recovered', since: later },
    { type: 'notice_posted', of: 3, ts },
    { type: 'diagnosis_posted', of: 3, ts },
    { type: 'change_left_out', of: 3 },
    { type: 'checks_posted', channel, ts },
    { type: 'details_posted', of: 3, ts },
    { type: 'step_ticked', of: 3, step: 'step_1', title: text, done: true },
    { type: 'reminded', due: later },
    { type: 'reminder_posted', of: 3, ts },
    { type: 'snoozed', until: later },
    { type: 'response_overdue', due: later },
    { type: 'message_marked', ts, via: 'pin' },
    { type: 'message_captured', ts, author: bob, text, link: 'https://acme.slack.com/archives/C0INC7/p1' },
    { type: 'entry_edited', of: 3, when: later },
    { type: 'entry_hidden', of: 4, hiding: 'person', why: text },
    { type: 'entry_restored', of: 4 },
    { type: 'request_id_seen', requestId: 'req_1', source: 'message', where: null },
    { type: 'resolved', fix: text },
    { type: 'resolution_corrected', fix: text },
    { type: 'closed', ...longestReview(kind), actionItems: [] },
    { type: 'review_corrected', ...longestReview(kind), actionItems: [], itemsApart: true },
    itemAdded({ text, owner: { kind: 'words', text }, due: { kind: 'words', text } }),
    {
      type: 'action_item_edited',
      item: 1,
      text,
      owner: { kind: 'words', text },
      due: { kind: 'words', text },
    },
    { type: 'action_item_done', item: 1 },
    { type: 'action_item_reopened', item: 1 },
    { type: 'action_item_dropped', item: 1, why: text },
    { type: 'cancelled', reason: 'mistake', why: text },
    { type: 'duplicate_marked', original },
    { type: 'cancellation_corrected', reason: 'not_ours', why: text },
    { type: 'postmortem_posted', of: 3, file: null, asOf: 3 },
    { type: 'canvas_synced', canvas: canvasIdSchema.parse('F1'), asOf: 3 },
    { type: 'canvas_left_out', why: 'theirs' },
    { type: 'copy_asked' },
    { type: 'copy_sent', of: 3, user: bob, file: 'F1', asOf: 3 },
    { type: 'duplicate_changed', duplicate: incidentIdSchema.parse(8), of: 3, goneSince: later },
    { type: 'original_made_private', original, of: 3 },
    { type: 'reopened', why: text, nextUpdateAt: later },
    { type: 'story_told', part: 0 },
    { type: 'setback', effect: 'pin_headline', why: text, todo: text },
    { type: 'setback_over', key: 'pin_headline:7', how: 'done' },
  ];
}

/** A record of `count` events: the first is `opened`, the rest go through all types again and again. */
export function longRecord(kind: TextKind, count: number): Recorded[] {
  const [first, ...rest] = everyEvent(kind);
  return Array.from({ length: count }, (_, i) => {
    const event = i === 0 ? first : rest[(i - 1) % rest.length];
    if (!event) throw new Error('There are no sample events.');
    return recorded(event, { seq: i + 1, at: millisSchema.parse(time.now - (count - i) * 1_000) });
  });
}
