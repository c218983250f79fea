import type { Command, FactCommand } from './commands.ts';
import type { IncidentEvent } from './events.ts';
import { type Incident, latestDiagnosis, setbackKey } from './incident.ts';

const factTypes: ReadonlySet<string> = new Set<FactCommand['type']>([
  'record_channel',
  'record_headline',
  'record_announcement',
  'record_diagnosis',
  'record_diagnosis_post',
  'record_reminder_post',
  'record_message',
  'record_postmortem',
  'report_setback',
]);

/** Tells what a finished effect learned from what somebody wants. */
export const isFact = (command: Command): command is FactCommand => factTypes.has(command.type);

/** Facts are recorded whatever the status, each once; a fact that is known already comes to no event. */
export function decideFact(incident: Incident, fact: FactCommand): readonly IncidentEvent[] {
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
      return incident.status === 'CLOSED' ? [] : diagnosed(incident, fact.diagnosis);
    case 'record_diagnosis_post':
      return incident.diagnoses.get(fact.of)?.ts === fact.ts
        ? []
        : [{ type: 'diagnosis_posted', of: fact.of, ts: fact.ts }];
    case 'record_reminder_post':
      return incident.reminder?.ts === fact.ts ? [] : [{ type: 'reminder_posted', of: fact.of, ts: fact.ts }];
    case 'record_message':
      return incident.captured.has(fact.ts) ? [] : [{ ...fact, type: 'message_captured' }];
    case 'record_postmortem':
      return [{ type: 'postmortem_posted', of: fact.of, file: fact.file }];
    case 'report_setback':
      return incident.setbacks.has(setbackKey(fact)) ? [] : [{ ...fact, type: 'setback' }];
  }
}

function diagnosed(
  incident: Incident,
  diagnosis: Extract<FactCommand, { type: 'record_diagnosis' }>['diagnosis'],
): readonly IncidentEvent[] {
  const changed = latestDiagnosis(incident)?.diagnosis.leaf !== diagnosis.leaf;
  const fresh = new Map<string, string>();
  for (const { requestId, label } of diagnosis.probes)
    if (requestId && !incident.requestIds.has(requestId) && !fresh.has(requestId))
      fresh.set(requestId, label);
  const seen = [...fresh].map(
    ([requestId, where]): IncidentEvent => ({ type: 'request_id_seen', requestId, source: 'triage', where }),
  );
  return [{ type: 'diagnosed', diagnosis, changed }, ...seen];
}
