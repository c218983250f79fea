import { latestDiagnosis } from '../../domain/incident/diagnoses.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import { isRefusal, refuse } from '../../domain/incident/refusal.ts';
import type { Diagnosis } from '../../domain/triage/diagnosis.ts';
import { actionIds, commandName } from '../ids.ts';
import { execute } from '../listening/execute-command.ts';
import { onAction, refusalReply, reply } from '../listening/handlers.ts';
import { about, executeHere, onButton } from '../listening/incident-commands.ts';
import {
  displayTime,
  type ListenerContext,
  notOfThisChannel,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import type { Message } from '../views/blocks.ts';
import { noDiagnosis, privateDiagnosis } from '../views/diagnosis/diagnosis.ts';
import { detailsAnswer } from '../views/diagnosis/diagnosis-details.ts';
import { parseStepBlockId } from '../views/diagnosis/steps.ts';
import { incidentNamed } from './queries.ts';

/** In an incident channel, the checks are queued and recorded; elsewhere they run for that person alone. */
export async function triage(context: ListenerContext, requester: Requester): Promise<Reply> {
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  if (here)
    return executeHere(context, requester, { type: 'request_triage' }, ({ id }) =>
      about(id, 'running the checks. The diagnosis will appear in the channel.'),
    );
  return checking(context, (diagnosis) => privateDiagnosis(diagnosis, displayTime(context)));
}

/**
 * Shows the details of the latest diagnosis of the named incident, otherwise the channel's; elsewhere, of a diagnosis
 * made now.
 */
export async function details(context: ListenerContext, requester: Requester, name: string): Promise<Reply> {
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  if (name === '' && !here)
    return checking(context, (diagnosis) =>
      detailsAnswer(diagnosis, context.clock.now(), displayTime(context)),
    );
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  const latest = latestDiagnosis(incident);
  if (!latest)
    return refusalReply(
      refuse(
        `${incidentName(incident.id)} has no diagnosis yet. Run \`${commandName} triage\` in its channel.`,
      ),
    );
  return reply(detailsAnswer(latest.diagnosis, latest.at, displayTime(context), incident));
}

const checking = (context: ListenerContext, shown: (diagnosis: Diagnosis) => Message): Reply => ({
  kind: 'later',
  doing: 'Checking Intercom, its status page, and our own health',
  rest: async () => {
    const diagnosis = await context.triage();
    return diagnosis ? shown(diagnosis) : noDiagnosis();
  },
});

/** Handles "Run triage" and the checkboxes of the mitigation steps. */
export const triageListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.runTriage]: onButton(context, (requester) => triage(context, requester)),
    [actionIds.tickStep]: onAction(context, async (requester, { blockId, selected }) => {
      const place = parseStepBlockId(blockId);
      const here = requester.channel && (await context.store.incidentOf(requester.channel));
      if (!here || place?.incident !== here) return refusalReply(notOfThisChannel('step'));
      const done = selected.includes('done');
      const change = await execute(context, requester, here, {
        type: 'tick_step',
        of: place.of,
        step: place.step,
        done,
      });
      return isRefusal(change) ? refusalReply(change) : { kind: 'nothing' };
    }),
  },
});
