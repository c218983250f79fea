import { AppendOnlyMap } from '../incident/append-only-map.ts';
import { isDeletion } from '../incident/ending/documents.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { HeadlineFinding, Incident } from '../incident/incident.ts';
import { holdersIn } from '../incident/people/roles.ts';
import { isOpen } from '../incident/status.ts';
import { withChange } from './evolve-changes.ts';
import { movedTo } from './evolve-channel.ts';
import { checked, diagnosed, entryChanged } from './evolve-checks.ts';
import { commsNudgeAfter } from './evolve-comms.ts';
import { endingChanged } from './evolve-ending.ts';
import { begunAsSaid, entriesAfter, followsEntry } from './evolve-entries.ts';
import { itemChanged } from './evolve-items.ts';
import { milestonesAfter } from './evolve-milestones.ts';
import { noticesAfter } from './evolve-notices.ts';
import { peopleAfter } from './evolve-people.ts';
import { publicationAfter } from './evolve-publication.ts';
import { nextReminder, promisedAnew, reminderAfter, reminderStands } from './evolve-reminders.ts';
import { requestIdSeen } from './evolve-request-ids.ts';
import { acknowledged, roleChanged } from './evolve-roles.ts';
import { privateTo } from './evolve-visibility.ts';
import { newIncident } from './new-incident.ts';

/** The incident after one more event. `opened` creates it; every other event needs it to exist. */
export function evolve(before: Incident | null, recorded: Recorded): Incident {
  const { event } = recorded;
  if (event.type === 'opened') {
    const incident = newIncident(recorded, event);
    return {
      ...incident,
      commsNudge: commsNudgeAfter(null, incident, recorded),
      ...peopleAfter(incident, recorded),
      entries: entriesAfter(incident.entries, recorded),
    };
  }
  if (!before)
    throw new Error(`The first event of incident ${recorded.incident} is ${event.type}, not opened.`);
  const people = peopleAfter(before, recorded);
  const changes = withChange(before, recorded);
  const entries = entriesAfter(before.entries, recorded);
  const milestones = milestonesAfter(before, recorded);
  const { seq, at: recordedAt } = recorded;
  const publication = publicationAfter(before, recorded);
  const after = {
    ...before,
    ...changed(before, recorded),
    ...people,
    changes,
    entries,
    milestones,
    publication,
    seq,
    recordedAt,
  };
  const commsNudge = commsNudgeAfter(before.commsNudge, after, recorded);
  return { ...after, commsNudge, notices: noticesAfter(after, recorded) };
}

/** The fold of all events; null if there are none. */
export const fold = (events: Iterable<Recorded>): Incident | null => {
  let incident: Incident | null = null;
  for (const recorded of events) incident = evolve(incident, recorded);
  return incident;
};

function changed(before: Incident, { seq, at, by, event }: Recorded): Partial<Incident> {
  switch (event.type) {
    case 'opened':
    case 'note_added':
    case 'triage_requested':
    case 'setback':
    case 'setback_over':
    case 'notice_posted':
    case 'change_left_out':
    case 'comms_lead_missing':
    case 'copy_asked':
      return {};
    case 'caught_up':
      return by.kind === 'person' ? { caughtUp: new Map(before.caughtUp).set(by.user, at) } : {};
    case 'postmortem_posted':
      return event.file ? { postmortems: before.postmortems.with(event.file, seq) } : {};
    case 'copy_sent': {
      const copy = { of: event.of, asOf: event.asOf ?? event.of, seq, at };
      return { copies: new Map(before.copies).set(event.user, copy) };
    }
    case 'canvas_synced':
      return { canvas: { kind: 'kept', id: event.canvas, asOf: event.asOf } };
    case 'canvas_left_out':
      return { canvas: { kind: 'left_out', why: event.why } };
    case 'story_told':
      return { drill: before.drill && { ...before.drill, partsTold: event.part + 1 } };
    case 'channel_ready':
      return movedTo(before, { id: event.channel, name: event.name }, seq);
    case 'made_private':
      return {
        privateTo: privateTo(by.kind === 'person' ? by : before.openedBy, holdersIn(before)),
        ...(event.how === 'moved' && { ...movedTo(before, null, seq), postmortems: new AppendOnlyMap() }),
      };
    case 'headline_posted':
      return { headline: { channel: event.channel, ts: event.ts } };
    case 'announced':
      return { announcement: { channel: event.channel, ts: event.ts } };
    case 'declaration_corrected': {
      const { type: _, nextUpdateAt, respondBy, respondTarget, remindAt, ...holds } = event;
      return {
        ...holds,
        lostCommander: event.commander ? null : before.lostCommander,
        ...(event.commander && acknowledged(before, seq, at)),
        respondBy,
        respondTarget: respondTarget ?? null,
        nextCheckAt: isOpen(before.status) ? at : null,
        ...promisedAnew(before, { nextUpdateAt, remindAt }, at),
      };
    }
    case 'update_posted':
      return {
        status: event.status,
        impact: event.impact,
        cause: headlineFinding(before.cause, event, 'cause'),
        action: headlineFinding(before.action, event, 'action'),
        nextUpdateAt: event.nextUpdateAt,
        remindAt: event.nextUpdateAt,
        reminder: reminderAfter(before, 'updated'),
      };
    case 'title_changed':
      return { title: event.to };
    case 'start_corrected':
      return begunAsSaid(before, event.to);
    case 'time_corrected':
      // Moving the entry of the first commander no longer matters.
      return event.time === 'acknowledged' ? { acknowledgedAt: event.to, acknowledgedBy: null } : {};
    case 'link_added':
      return { links: before.links.with(event.url, { url: event.url, title: event.title }) };
    case 'severity_changed':
      return {
        severity: event.to,
        ...promisedAnew(before, event, at),
        respondBy: event.respondBy,
        respondTarget: event.respondTarget ?? null,
        nextCheckAt: isOpen(before.status) ? at : null,
      };
    case 'commander_assigned':
    case 'commander_lost':
    case 'commander_vacated':
    case 'role_assigned':
    case 'role_lost':
    case 'oncall_needed':
    case 'oncall_called':
      return roleChanged(before, { seq, at, event });
    case 'diagnosed':
      return diagnosed(before, { seq, at, event });
    case 'checked':
      return {
        ...checked(before, { ...event, at, cause: event.cause ?? null }),
        ...(event.calmed && { flapping: null }),
        nextCheckAt: event.nextCheckAt,
      };
    case 'flapping':
      return { flapping: { ...event, seq } };
    case 'checks_posted':
      return { checksCard: { channel: event.channel, ts: event.ts } };
    case 'recovered':
      return { recovery: seq };
    case 'diagnosis_posted':
      return entryChanged(before, event.of, (entry) => ({ ...entry, ts: event.ts, details: null }));
    case 'details_posted':
      return entryChanged(before, event.of, (entry) => ({ ...entry, details: event.ts }));
    case 'step_ticked':
      return entryChanged(before, event.of, (entry) => {
        const ticks = new Map(entry.ticks);
        if (event.done) ticks.set(event.step, { by, at });
        else ticks.delete(event.step);
        return { ...entry, ticks };
      });
    case 'reminded':
      return { remindAt: event.nextAt ?? null, reminder: nextReminder(before, seq, event.due) };
    case 'reminder_posted':
      return { reminder: before.reminder && reminderStands(before.reminder, event) };
    case 'snoozed':
      return { remindAt: event.until, reminder: reminderAfter(before, 'snoozed') };
    case 'response_overdue':
      return { calledOutAt: at };
    case 'message_marked':
      return {
        marked: before.marked.with(event.ts, seq),
        ...(event.via === 'shortcut' && { keptByShortcut: before.keptByShortcut.with(event.ts, seq) }),
      };
    case 'message_captured':
      return { captured: before.captured.with(event.ts, seq) };
    case 'request_id_seen':
      return requestIdSeen(before, { ...event, at: event.seenAt ?? at });
    case 'resolved':
    case 'resolution_corrected':
    case 'cancelled':
    case 'duplicate_marked':
    case 'cancellation_corrected':
    case 'closed':
    case 'review_corrected':
    case 'reopened':
      return endingChanged(before, { seq, at, by, event });
    case 'action_item_added':
    case 'action_item_edited':
    case 'action_item_done':
    case 'action_item_reopened':
    case 'action_item_dropped':
      return itemChanged(before, { seq, at, by, event });
    case 'entry_edited':
    case 'entry_hidden':
    case 'entry_restored':
    case 'original_made_private':
    case 'duplicate_changed': {
      const posted = isDeletion(event) ? { lastDeletion: seq } : {};
      if (event.type === 'original_made_private')
        return { ...posted, privateOriginals: new Set(before.privateOriginals).add(event.original) };
      return event.type === 'entry_edited' ? { ...posted, ...followsEntry(before, event) } : posted;
    }
  }
}

/** What a person left unchanged keeps its author. */
function headlineFinding(
  before: HeadlineFinding | null,
  event: EventOf<'update_posted'>,
  field: 'cause' | 'action',
): HeadlineFinding | null {
  if (event.changed && !event.changed.includes(field)) return before;
  const text = event[field];
  return text === null ? null : { text, from: 'person' };
}
