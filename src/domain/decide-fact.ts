import { sampleOf } from './check.ts';
import type { Command, FactCommand } from './commands.ts';
import type { IncidentEvent } from './events.ts';
import type { Millis } from './ids.ts';
import { type Incident, latestDiagnosis } from './incident.ts';
import { nextCheck, type Pace } from './pace.ts';
import { extractRequestIds } from './request-ids.ts';
import { isOpen } from './status.ts';
import type { Diagnosis } from './triage/diagnosis.ts';

const factTypes: ReadonlySet<string> = new Set<FactCommand['type']>([
  'record_channel',
  'record_headline',
  'record_announcement',
  'record_diagnosis',
  'record_diagnosis_post',
  'record_reminder_post',
  'record_message',
  'record_commander_lost',
  'record_postmortem',
  'record_story',
  'report_setback',
]);

/** Tells what a finished effect learned from what somebody wants. */
export const isFact = (command: Command): command is FactCommand => factTypes.has(command.type);

/**
 * Facts are recorded whatever the status, each once; a fact that is known already comes to no event. Whether a setback is
 * known already says the outbox, where it lasts.
 */
export function decideFact(
  incident: Incident,
  fact: FactCommand,
  at: Millis,
  pace: Pace,
): readonly IncidentEvent[] {
  switch (fact.type) {
    case 'record_channel':
      return incident.channel?.id === fact.channel
        ? []
        : [{ type: 'channel_ready', channel: fact.channel, name: fact.name }];
    case 'record_headline':
      return incident.headline?.ts === fact.ts
        ? []
        : [{ type: 'headline_posted', channel: fact.channel, ts: fact.ts }];
    case 'record_announcement':
      return incident.announcement?.ts === fact.ts
        ? []
        : [{ type: 'announced', channel: fact.channel, ts: fact.ts }];
    case 'record_diagnosis':
      return incident.status === 'CLOSED' ? [] : diagnosed(incident, fact, at, pace);
    case 'record_diagnosis_post':
      return incident.diagnoses.get(fact.of)?.ts === fact.ts
        ? []
        : [{ type: 'diagnosis_posted', of: fact.of, ts: fact.ts }];
    case 'record_reminder_post':
      return incident.reminder?.ts === fact.ts ? [] : [{ type: 'reminder_posted', of: fact.of, ts: fact.ts }];
    case 'record_message':
      return incident.captured.has(fact.ts)
        ? []
        : [{ ...fact, type: 'message_captured' }, ...shownIn(incident, fact)];
    case 'record_commander_lost':
      return incident.commander === fact.user && isOpen(incident.status)
        ? [{ type: 'commander_lost', user: fact.user, why: fact.why }]
        : [];
    case 'record_postmortem':
      return [{ type: 'postmortem_posted', of: fact.of, file: fact.file }];
    case 'record_story':
      return incident.drill?.told === fact.part ? [{ type: 'story_told', part: fact.part }] : [];
    case 'report_setback':
      return [{ ...fact, type: 'setback' }];
  }
}

/** How many healthy runs in a row are called a recovery. */
const recoveryRuns = 3;

/**
 * A run of the checks. Somebody who asked gets a diagnosis of their own; a repeated run is one more measurement,
 * and a diagnosis only where the verdict is another one.
 */
function diagnosed(
  incident: Incident,
  { diagnosis, asked }: Extract<FactCommand, { type: 'record_diagnosis' }>,
  at: Millis,
  pace: Pace,
): readonly IncidentEvent[] {
  const latest = latestDiagnosis(incident);
  const changed = latest?.diagnosis.leaf !== diagnosis.leaf;
  // One that has no message yet, or whose message nobody knows of yet, keeps its own.
  const inPlace = !asked && latest !== null && latest.ts !== null;
  const due = asked ? null : incident.nextCheckAt;
  const nextCheckAt = isOpen(incident.status) ? nextCheck(pace, incident.severity, at, due) : null;
  const { leaf, owner } = diagnosis;
  const events: IncidentEvent[] =
    asked || changed
      ? [{ type: 'diagnosed', diagnosis, changed, inPlace, nextCheckAt }, ...seenIn(incident, diagnosis)]
      : [{ type: 'checked', leaf, owner, sample: sampleOf(diagnosis), nextCheckAt }];
  const runs = (incident.healthy?.runs ?? 0) + 1;
  const recovered =
    owner === 'nobody' && runs >= recoveryRuns && incident.sawProblem && incident.recovery === null;
  if (recovered && isOpen(incident.status))
    events.push({ type: 'recovered', since: incident.healthy?.since ?? at });
  return events;
}

/** How many request_ids the checks bring to one incident: a flapping one would bring them without end. */
const triageIdsMax = 500;

/**
 * The request_ids of what went wrong: those are the ones that Intercom's support can use. Beyond the most of them they
 * still stand in their diagnosis.
 */
function seenIn(incident: Incident, { probes }: Diagnosis): IncidentEvent[] {
  const brought = incident.requestIds.values().filter(({ source }) => source === 'triage').length;
  const fresh = new Map<string, string>();
  for (const { requestId, label, outcome } of probes)
    if (requestId && outcome !== 'ok' && !incident.requestIds.has(requestId) && !fresh.has(requestId))
      fresh.set(requestId, label);
  return [...fresh].slice(0, Math.max(0, triageIdsMax - brought)).map(([requestId, where]) => ({
    type: 'request_id_seen',
    requestId,
    source: 'triage',
    where,
  }));
}

/** The request_ids of a marked message: of one by the bot itself, say, which no event tells it of. */
function shownIn(
  incident: Incident,
  { text, link }: Extract<FactCommand, { type: 'record_message' }>,
): IncidentEvent[] {
  if (incident.status === 'CLOSED') return [];
  return extractRequestIds(text)
    .filter((requestId) => !incident.requestIds.has(requestId))
    .map((requestId) => ({ type: 'request_id_seen', requestId, source: 'message', where: link }));
}
