import { latestDiagnosis, suggestsAnother } from '../incident/diagnoses.ts';
import type { IncidentEvent, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { Notice } from '../incident/notice.ts';
import { broughtIn } from '../incident/people/brought-in.ts';
import { callIsDue } from '../incident/people/oncall.ts';
import type { Effect } from './effects.ts';
import { stillWanted } from './still-wanted.ts';

/** Everything that a new channel needs: headline, people, topic, and what nobody has seen for want of a channel. */
export function settledIn(incident: Incident): Effect[] {
  // What could not be done is owed to be told by itself, wherever that can be.
  const notices = [...incident.notices.values()].filter(({ kind }) => kind !== 'setback').map(noticeEffect);
  return [
    { type: 'sync_headline' },
    ...broughtIn(incident).map((user): Effect => ({ type: 'invite', user })),
    { type: 'set_topic' },
    ...notices.filter((effect) => stillWanted(incident, effect)),
    ...oncallDue(incident),
    ...unseenVerdict(incident),
    ...syncedChecks(incident),
  ];
}

/** The calls that nobody could make for want of a channel. */
const oncallDue = (incident: Incident): Effect[] =>
  [...incident.oncall.values()].flatMap((call) =>
    callIsDue(incident, call) ? [{ type: 'call_oncall', of: call.seq }] : [],
  );

/** The notices that an event has ended, and those that stand and go by what it has changed. */
export function noticesTouched(incident: Incident, { seq, event }: Recorded): Effect[] {
  const kinds = noticesThatGoBy(incident, event);
  return [...incident.notices.values()]
    .filter((one) => one.end?.seq === seq || (one.end === null && one.seq < seq && kinds.includes(one.kind)))
    .filter(({ kind }) => incident.channel !== null || kind === 'setback')
    .map(noticeEffect);
}

/** A call names the severity, an offer whoever is asked; an offer rests while the checks do not agree that all is well. */
function noticesThatGoBy(incident: Incident, event: IncidentEvent): readonly Notice['kind'][] {
  switch (event.type) {
    case 'severity_changed':
      return ['call'];
    case 'commander_assigned':
    case 'commander_lost':
    case 'commander_vacated':
      return ['offer'];
    case 'declaration_corrected':
      return ['call', 'offer'];
    case 'flapping':
      return ['offer'];
    case 'diagnosed':
    case 'checked':
      return event.calmed || isTurn(incident) ? ['offer'] : [];
    default:
      return [];
  }
}

/** What the checks say now, from their second run on: the first is a diagnosis alone. */
export const syncedChecks = ({ checks }: Incident): Effect[] =>
  checks.length > 1 ? [{ type: 'sync_checks' }] : [];

/**
 * The card, when a run of the checks has changed it. One that does not stand yet is owed already, and by a change of the
 * verdict again: the pace of the checks is none for what Slack refuses.
 */
export function cardChanged(incident: Incident): Effect[] {
  const wanted = incident.checksCard !== null || incident.checks.length === 2 || isTurn(incident);
  return wanted ? syncedChecks(incident) : [];
}

/** Whether the last run of the checks came to another verdict than the one before it. */
export const isTurn = ({ stretches }: Incident): boolean => stretches.at(-1)?.runs === 1;

/** The latest verdict, where nobody has seen it yet and it is still to be said. */
export function unseenVerdict(incident: Incident): Effect[] {
  const latest = latestDiagnosis(incident);
  if (!latest || latest.ts !== null) return [];
  const post: Effect = { type: 'sync_diagnosis', of: latest.seq };
  return stillWanted(incident, post) ? [post] : [];
}

/**
 * The verdicts before the latest whose button of the suggested severity goes or comes back with it: the one right before
 * it, which may be on its way still, and the last that stands in the channel.
 */
export function buttonsMoved(incident: Incident): Effect[] {
  const before = [...incident.diagnoses.values()].slice(0, -1);
  const standing = before.findLast(({ ts }) => ts !== null);
  const moved = [...new Set([before.at(-1), standing])].filter((one) => one !== undefined);
  return moved
    .filter((one) => suggestsAnother(incident, one))
    .map(({ seq }): Effect => ({ type: 'sync_diagnosis', of: seq }));
}

/** The effect that brings the message of a notice to what is so now, or posts it. */
export function noticeEffect({ kind, seq }: Notice): Effect {
  switch (kind) {
    case 'call':
      return { type: 'call_out', of: seq };
    case 'offer':
      return { type: 'offer_resolve', of: seq };
    case 'flapping':
      return { type: 'tell_flapping', of: seq };
    case 'setback':
      return { type: 'tell_setback', of: seq };
  }
}
