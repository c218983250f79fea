import { scriptNamed, storyOf } from './drill/scripts.ts';
import type { Effect } from './effects.ts';
import { peopleIn, type Recorded } from './events.ts';
import type { Millis } from './ids.ts';
import { type Incident, latestDiagnosis } from './incident.ts';
import { isOpen } from './status.ts';
import { stillWanted } from './still-wanted.ts';

/** An effect to be done at `due` (UTC ms; `background`: nobody waits for it), or one no longer wanted. */
export type Owed =
  | { readonly owe: Effect; readonly due: Millis; readonly background?: boolean }
  | { readonly drop: Effect };

/**
 * The consequences of each event, by the incident after it: the table of contents of what the bot does. Pure.
 * What needs the incident's channel is owed when the channel is ready, and again by nothing before that.
 */
export function react(incident: Incident, recorded: Recorded): readonly Owed[] {
  const newcomer = peopleIn(recorded).some((user) => incident.people.get(user) === recorded.seq);
  const names: Owed[] = newcomer ? [{ owe: { type: 'learn_names' }, due: recorded.at }] : [];
  const owed = [...consequences(incident, recorded), ...story(incident, recorded), ...names];
  const announces = (one: Owed): boolean =>
    'owe' in one && (one.owe.type === 'announce' || one.owe.type === 'tell_end');
  return incident.drill ? owed.filter((one) => !announces(one)) : owed;
}

/**
 * A drill's story: one part is owed at a time, the next when that one is told. What is owed at the close is not wanted
 * then.
 */
function story(incident: Incident, { at, event }: Recorded): readonly Owed[] {
  const { drill, channel } = incident;
  if (!drill || !channel) return [];
  if (!['channel_ready', 'story_told', 'reopened'].includes(event.type)) return [];
  const script = scriptNamed(drill.script);
  const next = script && storyOf(script)[drill.told];
  if (!next || incident.status === 'CLOSED') return [];
  const due = Math.max(at, drill.startedAt + next.afterMs) as Millis;
  return [{ owe: { type: 'tell_story', part: drill.told }, due }];
}

function consequences(incident: Incident, { event, seq, at, by }: Recorded): readonly Owed[] {
  const now = (effect: Effect): Owed => ({ owe: effect, due: at });
  const inChannel = (...effects: Effect[]): Owed[] => (incident.channel ? effects.map(now) : []);
  const shown = [...inChannel({ type: 'sync_headline' }), now({ type: 'announce' })];
  const change = inChannel({ type: 'post_change', of: seq });
  const reminderShown = incident.reminder
    ? inChannel({ type: 'sync_reminder', of: incident.reminder.seq })
    : [];
  // One that waits says who is asked.
  const askedAnew = incident.reminder?.answer === null ? reminderShown : [];
  const latest = latestDiagnosis(incident);
  // The button of the suggested severity goes by the severity that the incident has.
  const buttonShown = latest?.ts ? inChannel({ type: 'sync_diagnosis', of: latest.seq }) : [];
  const cardShown = inChannel(...card(incident));
  switch (event.type) {
    case 'opened':
      return [
        now({ type: 'ensure_channel' }),
        now({ type: 'announce' }),
        now({ type: 'run_triage' }),
        ...armed(incident),
      ];
    case 'channel_ready':
      return [...settledIn(incident).map(now), now({ type: 'announce' }), ...armed(incident)];
    case 'headline_posted':
      return inChannel({ type: 'pin_headline' }, { type: 'sync_bookmarks' });
    case 'update_posted':
      return [...shown, ...change, ...reminderShown, ...armed(incident)];
    case 'declaration_corrected':
      return [
        ...shown,
        ...change,
        ...inChannel({ type: 'set_topic' }),
        ...buttonShown,
        ...askedAnew,
        ...(event.commander ? inChannel({ type: 'invite', user: event.commander }) : []),
        ...armed(incident),
        ...repeated(isOpen(incident.status) ? at : null),
      ];
    case 'resolution_corrected':
      return [...change, now({ type: 'announce' })];
    case 'review_corrected':
      return [now({ type: 'publish_postmortem', of: seq }), now({ type: 'announce' })];
    case 'severity_changed':
      return [
        ...shown,
        ...change,
        ...inChannel({ type: 'set_topic' }),
        ...buttonShown,
        ...armed(incident),
        ...repeated(isOpen(incident.status) ? at : null),
      ];
    case 'commander_assigned':
      return [
        ...inChannel({ type: 'invite', user: event.user }),
        ...shown,
        ...change,
        ...askedAnew,
        ...armed(incident),
      ];
    case 'commander_lost':
      return [...inChannel({ type: 'call_out', of: seq }), ...shown, ...askedAnew, ...armed(incident)];
    case 'triage_requested':
      return [now({ type: 'run_triage' })];
    case 'diagnosed':
      return [
        ...inChannel({ type: 'sync_diagnosis', of: seq }),
        ...cardShown,
        ...shown,
        ...repeated(event.nextCheckAt),
      ];
    case 'checked':
      return [
        ...(isTurn(incident) ? [...inChannel(...unseen(incident)), ...shown] : []),
        ...cardShown,
        ...repeated(event.nextCheckAt),
      ];
    case 'flapping':
      return [...inChannel({ type: 'tell_flapping', of: seq }), ...cardShown];
    case 'recovered':
      return inChannel({ type: 'offer_resolve', of: seq });
    case 'step_ticked':
      return inChannel({ type: 'sync_diagnosis', of: event.of }, { type: 'sync_details', of: event.of });
    case 'reminded':
      return [...inChannel({ type: 'sync_reminder', of: seq }), ...shown, ...armed(incident)];
    case 'request_id_seen':
      return inChannel({ type: 'sync_headline' });
    case 'snoozed':
      return [...inChannel({ type: 'sync_headline' }), ...reminderShown, ...armed(incident)];
    case 'response_overdue':
      return [...inChannel({ type: 'call_out', of: seq }), now({ type: 'announce' })];
    case 'message_marked':
      return [now({ type: 'capture_message', ts: event.ts })];
    case 'resolved':
      return [
        ...shown,
        now({ type: 'tell_end', of: seq }),
        ...change,
        ...reminderShown,
        ...inChannel(...checksCard(incident)),
        ...disarmed,
      ];
    case 'closed':
      return [
        ...shown,
        now({ type: 'publish_postmortem', of: seq }),
        ...(incident.drill ? [now({ type: 'post_review', of: seq })] : []),
        ...disarmed,
      ];
    case 'reopened':
      return [
        now({ type: 'ensure_channel' }),
        ...shown,
        now({ type: 'tell_end', of: seq }),
        ...change,
        now({ type: 'run_triage' }),
        ...armed(incident),
      ];
    case 'setback':
      return by.kind === 'bot' && event.effect !== 'tell_setback'
        ? [now({ type: 'tell_setback', of: seq })]
        : [];
    case 'diagnosis_posted':
      return inChannel({ type: 'sync_details', of: event.of }, { type: 'sync_bookmarks' });
    case 'postmortem_posted':
      return [...inChannel({ type: 'sync_bookmarks' }), now({ type: 'announce' })];
    case 'announced':
    case 'checks_posted':
    case 'details_posted':
    case 'note_added':
    case 'reminder_posted':
    case 'message_captured':
    case 'story_told':
      return [];
  }
}

const disarmed: readonly Owed[] = [
  { drop: { type: 'wake', due: 0 as Millis } },
  { drop: { type: 'check_response', due: 0 as Millis } },
  { drop: { type: 'check_again' } },
];

/** The next run of the checks, while there is to be one. */
const repeated = (due: Millis | null): Owed[] =>
  due === null ? [] : [{ owe: { type: 'check_again' }, due }];

/** The two promises that run while an incident is open: the next update, and somebody in command. */
function armed(incident: Incident): Owed[] {
  const { remindAt, respondBy } = incident;
  if (!isOpen(incident.status)) return [];
  const owed: Owed[] = [];
  if (remindAt !== null) owed.push({ owe: { type: 'wake', due: remindAt }, due: remindAt });
  const answered = incident.commander !== null || incident.calledOutAt !== null;
  const check: Effect = { type: 'check_response', due: respondBy };
  owed.push(answered ? { drop: check } : { owe: check, due: respondBy });
  return owed;
}

/** Everything that a new channel needs: headline, people, topic, and what nobody has seen for want of a channel. */
function settledIn(incident: Incident): Effect[] {
  const { calledOutSeq } = incident;
  const callOut: Effect[] = calledOutSeq === null ? [] : [{ type: 'call_out', of: calledOutSeq }];
  return [
    { type: 'sync_headline' },
    ...incident.people.keys().map((user): Effect => ({ type: 'invite', user })),
    { type: 'set_topic' },
    ...callOut.filter((effect) => stillWanted(incident, effect)),
    ...unseen(incident),
    ...checksCard(incident),
  ];
}

/** What the checks say now, from their second run on: the first is a diagnosis alone. */
const checksCard = ({ checks }: Incident): Effect[] => (checks.length > 1 ? [{ type: 'sync_checks' }] : []);

/**
 * The card, when a run of the checks has changed it. One that does not stand yet is owed already, and by a change of the
 * verdict again: the pace of the checks is none for what Slack refuses.
 */
function card(incident: Incident): Effect[] {
  const wanted = incident.checksCard !== null || incident.checks.length === 2 || isTurn(incident);
  return wanted ? checksCard(incident) : [];
}

/** Whether the last run of the checks came to another verdict than the one before it. */
const isTurn = ({ stretches }: Incident): boolean => stretches.at(-1)?.runs === 1;

/** The latest verdict, where nobody has seen it yet and it is still to be said. */
function unseen(incident: Incident): Effect[] {
  const latest = latestDiagnosis(incident);
  if (!latest || latest.ts !== null) return [];
  const post: Effect = { type: 'sync_diagnosis', of: latest.seq };
  return stillWanted(incident, post) ? [post] : [];
}
