import { latestDiagnosis, suggestsAnother } from '../incident/diagnoses.ts';
import type { IncidentEvent, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { Notice } from '../incident/notice.ts';
import { broughtIn } from '../incident/people/brought-in.ts';
import { callIsDue } from '../incident/people/oncall.ts';
import type { Effect } from './effects.ts';
import { stillWanted } from './still-wanted.ts';

/**
 * Everything that a new channel needs: headline, people, topic, and what nobody has seen because there was no
 * channel.
 */
export function settledIn(incident: Incident): Effect[] {
  // A failure is queued as a report of its own, wherever that can be posted.
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

/** The on-call calls that couldn't be made because there was no channel. */
const oncallDue = (incident: Incident): Effect[] =>
  [...incident.oncall.values()].flatMap((call) =>
    callIsDue(incident, call) ? [{ type: 'call_oncall', of: call.seq }] : [],
  );

/** The notices that an event has ended, and active ones whose content it changed. */
export function noticesTouched(incident: Incident, { seq, event }: Recorded): Effect[] {
  const kinds = noticesThatGoBy(incident, event);
  return [...incident.notices.values()]
    .filter((one) => one.end?.seq === seq || (one.end === null && one.seq < seq && kinds.includes(one.kind)))
    .filter(({ kind }) => incident.channel !== null || kind === 'setback')
    .map(noticeEffect);
}

/** A call names the severity, an offer whoever is asked; an offer rests while the checks don't all say healthy. */
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

/** What the checks say now, from their second run on: the first is only a diagnosis. */
export const syncedChecks = ({ checks }: Incident): Effect[] =>
  checks.length > 1 ? [{ type: 'sync_checks' }] : [];

/**
 * Queues the card if a run of the checks has changed it. A card that isn't posted yet is already queued, and queued
 * again only if the verdict changes: if Slack refuses it, the checks' pace must not set the pace of attempts.
 */
export function cardChanged(incident: Incident): Effect[] {
  const wanted = incident.checksCard !== null || incident.checks.length === 2 || isTurn(incident);
  return wanted ? syncedChecks(incident) : [];
}

/** Whether the last run of the checks reached a different verdict from the one before. */
export const isTurn = ({ stretches }: Incident): boolean => stretches.at(-1)?.runs === 1;

/** The latest verdict, if nobody has seen it yet and it should still be posted. */
export function unseenVerdict(incident: Incident): Effect[] {
  const latest = latestDiagnosis(incident);
  if (!latest || latest.ts !== null) return [];
  const post: Effect = { type: 'sync_diagnosis', of: latest.seq };
  return stillWanted(incident, post) ? [post] : [];
}

/**
 * The verdicts before the latest whose button for the suggested severity appears or disappears with it: the one right
 * before it, which may still be on its way, and the last one in the channel.
 */
export function buttonsMoved(incident: Incident): Effect[] {
  const before = [...incident.diagnoses.values()].slice(0, -1);
  const standing = before.findLast(({ ts }) => ts !== null);
  const moved = [...new Set([before.at(-1), standing])].filter((one) => one !== undefined);
  return moved
    .filter((one) => suggestsAnother(incident, one))
    .map(({ seq }): Effect => ({ type: 'sync_diagnosis', of: seq }));
}

/** The effect that posts a notice's message, or brings it up to date. */
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
