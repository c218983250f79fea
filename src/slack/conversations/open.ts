import type { DrillRun } from '../../domain/drill/run.ts';
import type { Episode } from '../../domain/watch/episode.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { type Severity, severitySchema } from '../../domain/incident/severity.ts';
import { type PlainText, plainText } from '../../domain/text/text.ts';
import { actionIds, commandName, viewIds } from '../ids.ts';
import { declaredMessage, declareModal } from '../views/forms/declare-modal.ts';
import { headline } from '../views/headline.ts';
import { answerLine } from '../views/proposal.ts';
import { publishHome } from './app-home.ts';
import { hearAction, reply, saying } from '../listening/handlers.ts';
import { type Asker, type Desk, give, incidentIn, type Reply, shownAt } from '../listening/listener-context.ts';
import { withPlace } from '../listening/episode-refusal.ts';
import { takenTwice } from '../listening/changed-meanwhile.ts';
import { hearSubmission, type Told } from '../listening/modal-submission.ts';
import type { Switchboard } from '../router.ts';

/** How many open incidents are looked at for the declare modal. */
const openLookedAt = 50;

/** What a proposal fills in. */
const prefilled = ['title', 'severity'] as const;

/** How long the confirmation of a declaration waits for its channel, which Slack opens in less than one second, ms. */
const channelWithinMs = 2_000;

/** The command alone: this channel's incident, or the declare modal where there is none. */
export async function home(desk: Desk, asker: Asker): Promise<Reply> {
  const here = asker.channel && (await desk.store.incidentOf(asker.channel));
  if (!here) return askToDeclare(desk, asker, { severity: null, title: plainText('') });
  const incident = await incidentIn(desk, asker.channel);
  return isRefusal(incident) ? saying(incident) : reply(headline(incident, shownAt(desk)));
}

/**
 * The declare modal, with what was typed after `open`, or what the watch proposes. In the channel of a drill nothing real
 * is declared: whoever practises would alarm everybody.
 */
export async function askToDeclare(
  desk: Desk,
  asker: Asker,
  typed: { severity: Severity | null; title: PlainText; proposal?: Episode; drill?: DrillRun },
): Promise<Reply> {
  const practice = typed.drill ? null : await inDrill(desk, asker);
  if (practice) return saying(practice);
  const open = await desk.store.list({ open: true, limit: openLookedAt, drills: false });
  const { proposal, ...filled } = typed;
  const ended = proposal?.answer ? answerLine(proposal.answer, shownAt(desk)) : null;
  const view = declareModal(open, {
    ...filled,
    channel: asker.channel,
    ...(proposal && { proposal: { id: proposal.id, ended } }),
  });
  return { kind: 'modal', view };
}

/** Why nothing real is declared in the channel of a drill that goes on; null elsewhere. */
async function inDrill({ store }: Desk, { channel }: Asker): Promise<Refusal | null> {
  const here = channel && (await store.incidentOf(channel));
  const found = here && (await store.incident(here));
  if (found?.kind !== 'found') return null;
  const { id, drill, status } = found.incident;
  if (!drill || status === 'CLOSED') return null;
  return refuse(
    `This is the channel of the drill ${incidentName(id)}, and an incident declared with \`${commandName} open\` is real, so nothing was done. If something real fails, declare it in any other channel; \`${commandName} drill\` starts one more drill.`,
  );
}

/**
 * What whoever declared it is told: where its channel is, as soon as it is open. The reply may be lost or come too
 * early; the invitation to the channel is owed.
 */
const declared = ({ commander }: Desk, incident: Incident): Told => ({
  message: async () => {
    const now = await commander.onceItFits(incident.id, ({ channel }) => channel !== null, channelWithinMs);
    return declaredMessage(now ?? incident);
  },
  otherwise: 'not',
});

/** Hears the button of the Home tab, and the declare modal. */
export function registerOpen(app: Switchboard, desk: Desk): void {
  hearAction(app, desk, actionIds.declare, (asker) =>
    askToDeclare(desk, asker, { severity: null, title: plainText('') }),
  );
  hearSubmission(app, desk, viewIds.declare, async ({ asker, proposal, drill, fields }) => {
    const severity = severitySchema.safeParse(fields.choice('severity'));
    if (!severity.success) return refuse('Choose a severity, P1 to P4.', 'severity');
    const change = await give(desk, asker, 'new', {
      type: 'open',
      title: fields.text('title') ?? plainText(''),
      severity: severity.data,
      impact: fields.text('impact'),
      commander: fields.user('commander'),
      firstAlert: null,
      ...(proposal && { proposal, untouched: prefilled.filter((field) => fields.untouched(field)) }),
      ...(drill && { drill }),
    });
    if (isRefusal(change)) return withPlace(desk, change);
    // Only the Home tab's button opens the form outside every channel.
    if (asker.channel === null) publishHome(desk, asker.user);
    const again = takenTwice(desk, change, viewIds.declare, null);
    if (again || !change.incident) return again;
    return declared(desk, change.incident);
  });
}
