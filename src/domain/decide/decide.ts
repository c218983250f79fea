import {
  type ClockCommand,
  type Command,
  type IssuedAs,
  type IssuedCommand,
  isClocks,
  isEntryCommand,
  isItemCommand,
} from '../incident/commands.ts';
import { latestDiagnosis } from '../incident/diagnoses.ts';
import { incidentName, type Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { historyMaxDays, textMax, tooLong } from '../incident/limits.ts';
import { isEarly, stillPromised, timesReminded } from '../incident/promises/deadlines.ts';
import { cannotCancel, isRefusal, noSuchIncident, notOpen, refuse } from '../incident/refusal.ts';
import { isFinal, isOpen } from '../incident/status.ts';
import { isLater } from '../incident/times/times.ts';
import { isNewRequestId } from '../records/standing-request-ids.ts';
import { oneLine, plainText } from '../text/text.ts';
import { changedDeadlines } from './changed-deadlines.ts';
import { correctTimes } from './corrections/correct-times.ts';
import { correctDeclaration, decideCorrection } from './corrections/decide-correction.ts';
import { channelMadePrivate, makePrivate } from './decide-private.ts';
import type { Decision } from './decision.ts';
import { occupiedRefusal } from './declare/adopt.ts';
import { entryFrom, sourceMessageOf } from './declare/from-message.ts';
import { correctStart, startRefused } from './declare/start.ts';
import { changeTitle, titleRefused } from './declare/title.ts';
import { markDuplicate } from './ending/decide-duplicate.ts';
import { decideReview } from './ending/decide-review.ts';
import { editPostmortem } from './ending/edit-postmortem.ts';
import { decideEntry } from './entries/decide-entry.ts';
import { markMessage, messageGone } from './entries/decide-message.ts';
import { decideItem } from './items/decide-item.ts';
import { decideFact, isFact } from './learned/decide-fact.ts';
import { addLink } from './link.ts';
import { decideCatchUp } from './people/decide-catch-up.ts';
import { oncallNeeded } from './people/decide-oncall.ts';
import { decideRoles } from './people/decide-roles.ts';
import { permissionRefusal } from './permission.ts';
import {
  nextUpdate,
  type ResponsePolicy,
  remindAgain,
  respondBy,
  responseTarget,
} from './response-policy.ts';
import { changeLine, postUpdate } from './update.ts';

/**
 * The one place that says what a command does to an incident (null if there is none yet). Pure: the command carries
 * the time and the person. Refuses with a sentence; never throws for anything a person can do.
 */
export function decide(incident: Incident | null, issued: IssuedCommand, policy: ResponsePolicy): Decision {
  const decision = decided(incident, issued, policy);
  return isRefusal(decision) ? decision : [...decision, ...oncallNeeded(incident, decision, policy)];
}

function decided(incident: Incident | null, issued: IssuedCommand, policy: ResponsePolicy): Decision {
  const { command, by, at } = issued;
  const { earlier = null } = issued;
  if (command.type === 'open')
    return incident && !earlier ? [] : open(incident, { ...issued, command }, policy);
  if (!incident) return noSuchIncident(null);
  if (isFact(command)) return decideFact(incident, command, at, policy);
  if (isClocks(command)) return due(incident, command, at, policy);
  const forbidden = permissionRefusal(incident, command.type, issued);
  if (forbidden) return forbidden;
  if (isEntryCommand(command)) return decideEntry(incident, { ...issued, command }, policy);
  if (isItemCommand(command)) return decideItem(incident, { ...issued, command }, policy);
  if (command.type === 'edit_postmortem') return editPostmortem(incident, { ...issued, command });
  if (command.type === 'catch_up') return decideCatchUp(incident, { ...issued, command });
  if (command.type === 'ask_copy') return [{ type: 'copy_asked' }];
  if (command.type === 'mark_message') return markMessage(incident, command);
  if (command.type === 'message_deleted') return messageGone(incident, command.ts);
  if (command.type === 'look_at_messages') return [];
  if (command.type === 'channel_made_private') return channelMadePrivate(incident, command.channel);
  const corrected = earlier && decideCorrection(incident, issued, earlier, policy);
  if (corrected) return corrected;
  if (command.type === 'make_private') return makePrivate(incident, command);
  if (command.type === 'correct_start') return correctStart(incident, command, issued, policy);
  if (command.type === 'correct_times') return correctTimes(incident, { ...issued, command }, policy);
  if (isFinal(incident.status) && command.type !== 'reopen')
    return command.type === 'cancel' || command.type === 'mark_duplicate'
      ? cannotCancel(incident)
      : notOpen(incident);
  switch (command.type) {
    case 'post_update':
      return postUpdate(incident, { command, by, at, earlier }, policy);
    case 'change_line':
      return changeLine(incident, { command, by, at }, policy);
    case 'change_title':
      return changeTitle(incident, command.title);
    case 'add_link':
      return addLink(incident, command);
    case 'add_note':
      return addNote(incident, { command, by, at });
    case 'change_severity':
      return changeSeverity(incident, { command, by, at, earlier }, policy);
    case 'assign_commander':
    case 'assign_roles':
      return decideRoles(incident, { command, by, at, earlier });
    case 'request_triage':
      return [{ type: 'triage_requested' }];
    case 'tick_step':
      return tickStep(incident, command);
    case 'snooze':
      return snooze(incident, { command, by, at });
    case 'record_request_ids':
      return command.seen
        .filter(({ requestId }, i, all) => all.findIndex((other) => other.requestId === requestId) === i)
        .filter((one) => isNewRequestId(incident, one))
        .map((requestId) => ({ type: 'request_id_seen', ...requestId }));
    case 'mark_duplicate':
      return markDuplicate(incident, command.original, issued.originals ?? []);
    case 'resolve':
    case 'close':
    case 'cancel':
    case 'reopen':
      return decideReview(incident, { command, at }, policy);
  }
}

/** For an existing incident, the same declare form was submitted again with different values: it's corrected. */
function open(incident: Incident | null, issued: IssuedAs<'open'>, policy: ResponsePolicy): Decision {
  const { command, at } = issued;
  const {
    severity,
    impact,
    commander,
    firstAlert,
    startedAt,
    drill,
    adopts,
    from,
    visibility,
    seen: requestIds = [],
  } = command;
  const title = plainText(oneLine(command.title));
  const unfit = titleRefused(title) ?? tooLong(impact, textMax, 'The impact', 'impact');
  if (unfit) return unfit;
  if (incident) return correctDeclaration(incident, { ...issued, command: { ...command, title } }, policy);
  const refused =
    (startedAt && startRefused(startedAt, at, policy.timeZone)) ||
    (adopts && occupiedRefusal(issued.occupant ?? null));
  if (refused) return refused;
  return [
    {
      type: 'opened',
      title,
      severity,
      impact,
      commander,
      nextUpdateAt: nextUpdate(policy, severity, at),
      respondBy: respondBy(policy, severity, at),
      respondTarget: responseTarget(policy, severity),
      firstAlert,
      ...(adopts && { adopted: { channel: adopts.channel, name: adopts.name } }),
      ...(from && { source: sourceMessageOf(from) }),
      ...(startedAt && { startedAt: Math.min(startedAt, at) as Millis }),
      ...(visibility === 'members' && { visibility }),
      ...(drill && { drill }),
    },
    ...(from ? [entryFrom(from)] : []),
    ...(adopts?.marks ?? []).map((mark) => ({ type: 'message_marked', ...mark }) as const),
    ...requestIds.map((one) => ({ type: 'request_id_seen', ...one }) as const),
  ];
}

/** A deadline before its time does nothing: it's queued again, see `applyCommand`. */
function due(incident: Incident, command: ClockCommand, at: Millis, policy: ResponsePolicy): Decision {
  if (isEarly(incident, command, at) || !stillPromised(incident, command)) return [];
  if (command.type === 'check_response') return [{ type: 'response_overdue', due: command.due }];
  if (command.type === 'check_comms_lead') return [{ type: 'comms_lead_missing', due: command.due }];
  const due = Math.min(command.due, at) as Millis;
  // A check that comes a moment late delays none after it.
  const from = at - due < 60_000 ? due : at;
  const nextAt = remindAgain(policy, incident.severity, timesReminded(incident) + 1, from);
  return [{ type: 'reminded', due, nextAt }];
}

function addNote(incident: Incident, { command: { text, when }, at }: IssuedAs<'add_note'>): Decision {
  if (text === '') return refuse('Enter a note: what happened, or what you found.', 'note');
  if (when !== null && isLater(when, at))
    return refuse('That time is in the future. Notes record what has already happened.', 'when');
  if (when !== null && when < incident.openedAt - historyMaxDays * 86_400_000)
    return refuse(
      `That's more than ${historyMaxDays} days before the incident was declared. Check the date, or put the time in the note.`,
      'when',
    );
  return tooLong(text, textMax, 'The note', 'note') ?? [{ type: 'note_added', text, when: when ?? at }];
}

function changeSeverity(
  incident: Incident,
  issued: IssuedAs<'change_severity'>,
  policy: ResponsePolicy,
): Decision {
  const { command, at } = issued;
  const { to, why } = command;
  if (command.untouched && !issued.earlier && to !== incident.severity)
    return refuse(
      `${incidentName(incident.id)} became ${incident.severity} while this form was open and still said ${to}. Nothing was changed. Choose a severity.`,
      'severity',
    );
  if (to === incident.severity) return refuse(`${incidentName(incident.id)} is already ${to}.`, 'severity');
  const long = tooLong(why, textMax, 'The reason', 'why');
  if (long) return long;
  return [
    {
      type: 'severity_changed',
      from: incident.severity,
      to,
      why,
      ...changedDeadlines(incident, to, at, policy),
    },
  ];
}

function tickStep(incident: Incident, command: Extract<Command, { type: 'tick_step' }>): Decision {
  const entry = incident.diagnoses.get(command.of);
  const step = entry?.diagnosis.steps.find(({ id }) => id === command.step);
  const newer = latestDiagnosis(incident);
  if (!entry && newer && command.of < newer.seq)
    return refuse('A later diagnosis replaced that list. Check off the step there.');
  if (!entry || !step)
    return refuse("That step isn't part of this incident. Run triage again for a fresh list.");
  if (entry.ticks.has(step.id) === command.done) return [];
  return [{ type: 'step_ticked', of: entry.seq, step: step.id, title: step.title, done: command.done }];
}

function snooze(incident: Incident, { command, at }: IssuedAs<'snooze'>): Decision {
  if (!isOpen(incident.status)) return notOpen(incident);
  const { reminder } = incident;
  if (reminder?.seq !== command.of || reminder.answer !== null)
    return refuse('That reminder has already been handled. Nothing was changed.');
  return [{ type: 'snoozed', until: (at + command.forMs) as Millis }];
}
