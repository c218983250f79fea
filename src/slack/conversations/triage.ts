import { incidentName } from '../../domain/incident/ids.ts';
import { latestDiagnosis } from '../../domain/incident/incident.ts';
import { isRefusal, refuse } from '../../domain/incident/refusal.ts';
import type { Diagnosis } from '../../domain/triage/diagnosis.ts';
import { actionIds, commandName } from '../ids.ts';
import { sentence } from '../views/replies.ts';
import type { Message } from '../views/blocks.ts';
import { noDiagnosis, privateDiagnosis } from '../views/diagnosis.ts';
import { detailsAnswer } from '../views/diagnosis-details.ts';
import { parseStepBlockId } from '../views/steps.ts';
import { about, actOn, hearButton } from '../listening/incident-commands.ts';
import { named } from './queries.ts';
import { hearAction, reply, saying } from '../listening/handlers.ts';
import { type Asker, type Desk, give, type Reply, shownAt } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** In an incident channel the checks are owed to the record; elsewhere they run for that person alone. */
export async function triage(desk: Desk, asker: Asker): Promise<Reply> {
  const here = asker.channel && (await desk.store.incidentOf(asker.channel));
  if (here)
    return actOn(desk, asker, { type: 'request_triage' }, ({ id }) =>
      about(id, 'the checks are running; the diagnosis comes into the channel.'),
    );
  return checking(desk, (diagnosis) => privateDiagnosis(diagnosis, shownAt(desk)));
}

/** What is behind the latest diagnosis of the incident that is named, else the channel's; elsewhere behind one of now. */
export async function details(desk: Desk, asker: Asker, name: string): Promise<Reply> {
  const here = asker.channel && (await desk.store.incidentOf(asker.channel));
  if (name === '' && !here)
    return checking(desk, (diagnosis) => detailsAnswer(diagnosis, desk.clock.now(), shownAt(desk)));
  const incident = await named(desk, asker, name);
  if (isRefusal(incident)) return saying(incident);
  const latest = latestDiagnosis(incident);
  if (!latest)
    return saying(
      refuse(
        `${incidentName(incident.id)} has no diagnosis yet. Type \`${commandName} triage\` in its channel.`,
      ),
    );
  return reply(detailsAnswer(latest.diagnosis, latest.at, shownAt(desk), incident));
}

const checking = (desk: Desk, shown: (diagnosis: Diagnosis) => Message): Reply => ({
  kind: 'later',
  first: sentence('Checking Intercom, its status page and our own health …'),
  rest: async () => {
    const diagnosis = await desk.triage();
    return diagnosis ? shown(diagnosis) : noDiagnosis();
  },
});

/** Hears "Run triage" and the tick boxes of the mitigation steps. */
export function registerTriage(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.runTriage, (asker) => triage(desk, asker));
  hearAction(app, desk, actionIds.tickStep, async (asker, { blockId, selected }) => {
    const place = parseStepBlockId(blockId);
    const here = asker.channel && (await desk.store.incidentOf(asker.channel));
    if (!here || place?.incident !== here)
      return saying(refuse('That step does not belong to this channel’s incident, so nothing was ticked.'));
    const done = selected.includes('done');
    const change = await give(desk, asker, here, { type: 'tick_step', of: place.of, step: place.step, done });
    return isRefusal(change) ? saying(change) : { kind: 'nothing' };
  });
}
