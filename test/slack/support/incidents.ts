import { fold } from '../../../src/domain/evolve/evolve.ts';
import {
  type EventOf,
  type IncidentEvent,
  type Recorded,
  recordedSchema,
} from '../../../src/domain/incident/events/events.ts';
import {
  channelIdSchema,
  incidentIdSchema,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import type { Status } from '../../../src/domain/incident/status.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { DisplayTime } from '../../../src/slack/views/headline.ts';
import type { DeadEffect } from '../../../src/store/claims.ts';
import type { IncidentRow } from '../../../src/store/found.ts';

/** Who and what the samples speak of. */
export const alice = userIdSchema.parse('U024BE7LH');
export const bob = userIdSchema.parse('W012A3CDE');
export const channel = channelIdSchema.parse('C0INC7');
export const id = incidentIdSchema.parse(7);
export const ts = messageTsSchema.parse('1795269600.000100');

/** A moment by its ISO name, UTC ms. */
export const at = (iso: string) => millisSchema.parse(Date.parse(iso));

/** Where and when the samples are looked at. */
export const time: DisplayTime = { now: at('2026-11-21T14:05:00Z'), timeZone: 'UTC' };

/** An event of incident 7 as it is kept, by Alice at 14:00 UTC unless said otherwise. */
export function recorded<E extends IncidentEvent>(event: E, over: Partial<Recorded> = {}): Recorded<E> {
  const kept = {
    incident: id,
    seq: 3,
    at: at('2026-11-21T14:00:00Z'),
    by: { kind: 'person', user: alice } as const,
  };
  recordedSchema.parse({ ...kept, ...over, event });
  return { ...kept, ...over, event };
}

/** The event that begins incident 7. */
export const opened: EventOf<'opened'> = {
  type: 'opened',
  title: plainText('Inbox does not load'),
  severity: 'P1',
  impact: plainText('Customer conversations not loading'),
  commander: alice,
  nextUpdateAt: at('2026-11-21T14:30:00Z'),
  respondBy: at('2026-11-21T14:15:00Z'),
  firstAlert: null,
};

/** Incident 7 in its channel, led by Alice, changed by `over`. */
export function incident(over: Partial<Incident> = {}): Incident {
  const born = fold([
    recorded(opened, { seq: 1 }),
    recorded({ type: 'channel_ready', channel, name: 'inc-7-inbox-does-not-load' }, { seq: 2 }),
  ]);
  if (!born) throw new Error('The sample incident was not born.');
  return { ...born, ...over };
}

/** What the contract's example of a headline knows. */
export const contractIncident = (over: Partial<Incident> = {}): Incident =>
  incident({
    cause: { text: 'Intercom API returning 5xx', from: 'triage' },
    action: { text: 'Enabling fallback', from: 'person' },
    ...over,
  });

/** The same incident in a status, with the times that go with it. */
export function inStatus(status: Status, over: Partial<Incident> = {}): Incident {
  const ended = status === 'RESOLVED' || status === 'CLOSED';
  const resolvedAt = ended ? at('2026-11-21T14:04:00Z') : null;
  return contractIncident({
    status,
    resolvedAt,
    closedAt: status === 'CLOSED' ? resolvedAt : null,
    ...(status === 'CANCELLED' && {
      cancellation: {
        by: { kind: 'person', user: alice },
        at: at('2026-11-21T14:04:00Z'),
        kind: 'none',
        reason: 'not_ours',
        why: plainText('The network team has it'),
      },
    }),
    ...((ended || status === 'CANCELLED') && { nextUpdateAt: null }),
    ...over,
  });
}

/** Every status, in the order an incident goes through them. */
export const statuses = [
  'INVESTIGATING',
  'IDENTIFIED',
  'MONITORING',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
] as const;

/** A row of a list of incidents. */
export const row = (over: Partial<IncidentRow> = {}): IncidentRow => ({
  id,
  title: opened.title,
  severity: 'P1',
  status: 'INVESTIGATING',
  commander: alice,
  channel,
  openedAt: at('2026-11-21T14:00:00Z'),
  resolvedAt: null,
  drill: false,
  closedAt: null,
  cancelledAt: null,
  duplicateOf: null,
  originalIsPrivate: false,
  leaf: null,
  nextUpdateAt: at('2026-11-21T14:30:00Z'),
  privateTo: null,
  ...over,
});

/** `count` rows, newest first; the oldest has the number `from`. */
export const rows = (count: number, from = 1, over: () => Partial<IncidentRow> = () => ({})): IncidentRow[] =>
  Array.from({ length: count }, (_, i) =>
    row({ id: incidentIdSchema.parse(from + count - 1 - i), ...over() }),
  );

/** An effect that was put aside. */
export const deadEffect = (over: Partial<DeadEffect> = {}): DeadEffect => ({
  id: 1,
  subject: { kind: 'incident', id },
  key: 'pin_headline:7',
  effect: 'pin_headline',
  user: null,
  why: 'Slack returned too_many_pins',
  todo: 'Unpin a message in the channel, then try again.',
  deadAt: at('2026-11-21T14:03:00Z'),
  ...over,
});
