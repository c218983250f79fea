import type { Command } from '../../incident/commands.ts';
import { originalOf } from '../../incident/ending/cancellation.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import type { IncidentId, Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { type FactCommand, isPostFact } from '../../incident/learned/fact-commands.ts';
import { standingSetbacks } from '../../incident/notice.ts';
import { oncallCalled } from '../../incident/people/oncall.ts';
import type { Setback } from '../../incident/setback.ts';
import { isFinal, isOpen } from '../../incident/status.ts';
import { decideMessageState, messageGone, messageRead } from '../entries/decide-message.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { decideCheck } from './decide-check.ts';

const factTypes: Readonly<Record<FactCommand['type'], true>> = {
  record_channel: true,
  record_headline: true,
  record_announcement: true,
  record_diagnosis: true,
  record_diagnosis_post: true,
  record_change_left_out: true,
  record_details_post: true,
  record_checks_post: true,
  record_reminder_post: true,
  record_notice_post: true,
  record_canvas: true,
  record_no_canvas: true,
  record_message: true,
  record_message_state: true,
  record_message_gone: true,
  record_commander_lost: true,
  record_role_lost: true,
  record_oncall: true,
  record_postmortem: true,
  record_copy: true,
  record_duplicate_changed: true,
  record_original_private: true,
  record_story: true,
  report_setback: true,
  record_setback_over: true,
};

/** Whether a command is something a finished effect learned, rather than something a person wants. */
export const isFact = (command: Command): command is FactCommand => command.type in factTypes;

/**
 * Facts are recorded in any status, once each; a known fact causes no event. The outbox knows whether a setback has
 * already been reported, as long as it lasts.
 */
export function decideFact(
  incident: Incident,
  fact: FactCommand,
  at: Millis,
  policy: ResponsePolicy,
): readonly IncidentEvent[] {
  // What was posted in a channel that the incident has left since stands nowhere that matters.
  if (isPostFact(fact) && fact.in !== undefined && fact.in !== incident.channel?.id) return [];
  switch (fact.type) {
    case 'record_channel':
      // One that was made before the incident became private is not its own.
      return incident.channel?.id === fact.channel || (incident.privateTo !== null && !fact.private)
        ? []
        : [
            { type: 'channel_ready', channel: fact.channel, name: fact.name },
            // People made it private before the record had it.
            ...(fact.private && incident.privateTo === null ? [converted] : []),
          ];
    case 'record_headline':
      return incident.headline?.ts === fact.ts
        ? []
        : [{ type: 'headline_posted', channel: fact.channel, ts: fact.ts }];
    case 'record_announcement':
      return incident.announcement?.ts === fact.ts
        ? []
        : [{ type: 'announced', channel: fact.channel, ts: fact.ts }];
    case 'record_diagnosis':
      return isFinal(incident.status) ? [] : decideCheck(incident, fact, at, policy);
    case 'record_diagnosis_post':
      return incident.diagnoses.get(fact.of)?.ts === fact.ts
        ? []
        : [{ type: 'diagnosis_posted', of: fact.of, ts: fact.ts }];
    case 'record_change_left_out':
      return incident.changes.leftOut.has(fact.of) ? [] : [{ type: 'change_left_out', of: fact.of }];
    case 'record_details_post':
      return incident.diagnoses.get(fact.of)?.details === fact.ts
        ? []
        : [{ type: 'details_posted', of: fact.of, ts: fact.ts }];
    case 'record_checks_post':
      return incident.checksCard?.ts === fact.ts
        ? []
        : [
            {
              type: 'checks_posted',
              channel: fact.channel,
              ts: fact.ts,
              ...(incident.checksCard && { anew: true }),
            },
          ];
    case 'record_reminder_post':
      return incident.reminder?.ts === fact.ts ? [] : [{ type: 'reminder_posted', of: fact.of, ts: fact.ts }];
    case 'record_notice_post':
      return incident.notices.get(fact.of)?.ts === fact.ts ? [] : [noticePosted(fact)];
    case 'record_message':
      return messageRead(incident, fact);
    case 'record_message_state':
      return decideMessageState(incident, fact);
    case 'record_message_gone':
      return messageGone(incident, fact.ts);
    case 'record_commander_lost':
      return incident.commander === fact.user && isOpen(incident.status)
        ? [{ type: 'commander_lost', user: fact.user, why: fact.why }]
        : [];
    case 'record_oncall':
      return oncallCalled(incident, fact.group) ? [] : [{ ...fact, type: 'oncall_called' }];
    case 'record_role_lost':
      return incident.roles.get(fact.role)?.user === fact.user && isOpen(incident.status)
        ? [{ ...fact, type: 'role_lost' }]
        : [];
    case 'record_postmortem':
      return [postmortemPosted(fact)];
    case 'record_canvas':
      return [{ type: 'canvas_synced', canvas: fact.canvas, asOf: fact.asOf }];
    case 'record_no_canvas':
      return incident.canvas?.kind === 'left_out' ? [] : [{ type: 'canvas_left_out', why: fact.why }];
    case 'record_copy':
      return [{ ...fact, type: 'copy_sent' }];
    case 'record_duplicate_changed':
      return showsRecords(incident) || fact.goneSince !== undefined
        ? [{ ...fact, type: 'duplicate_changed' }]
        : [];
    case 'record_original_private':
      return originalMadePrivate(incident, fact.original);
    case 'record_story':
      return incident.drill?.partsTold === fact.part ? [{ type: 'story_told', part: fact.part }] : [];
    case 'report_setback':
      return waitsWithOthers(incident, fact) ? [] : [{ ...fact, type: 'setback' }];
    case 'record_setback_over':
      return standingSetbacks(incident.notices, fact.key).length > 0
        ? [{ ...fact, type: 'setback_over' }]
        : [];
  }
}

/** One file shows all changes: a later one that fails for the same reason is no news. */
const waitsWithOthers = ({ notices }: Incident, { effect, why }: Setback): boolean =>
  effect === 'publish_postmortem' &&
  [...notices.values()].some(
    (one) =>
      one.kind === 'setback' && one.end === null && one.setback.effect === effect && one.setback.why === why,
  );

/** Noted once, of an incident that it is or was a duplicate of. */
function originalMadePrivate(
  { pointers, privateOriginals, entries }: Incident,
  original: IncidentId,
): readonly IncidentEvent[] {
  const [first] = [...entries.recorded.values()].filter(({ type }) => type === 'duplicate_marked');
  if (!first || !pointers.has(original) || privateOriginals.has(original)) return [];
  return [{ type: 'original_made_private', original, of: first.number }];
}

/** Whether files were posted whose record was corrected, or is read together with another one. */
const showsRecords = (incident: Incident): boolean =>
  incident.closeSeq !== null || originalOf(incident) !== null;

const converted: IncidentEvent = { type: 'made_private', how: 'converted' };

const noticePosted = ({
  in: _,
  ...fact
}: Extract<FactCommand, { type: 'record_notice_post' }>): IncidentEvent => ({
  ...fact,
  type: 'notice_posted',
});

const postmortemPosted = ({
  in: _,
  ...fact
}: Extract<FactCommand, { type: 'record_postmortem' }>): IncidentEvent => ({
  ...fact,
  type: 'postmortem_posted',
});
