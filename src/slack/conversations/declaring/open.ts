import { solvedBefore } from '../../../app/finding/solved-before.ts';
import type { DrillRun } from '../../../domain/drill/run.ts';
import { incidentName } from '../../../domain/incident/ids.ts';
import { type Incident, isFree } from '../../../domain/incident/incident.ts';
import { looksAlike } from '../../../domain/incident/look-alike.ts';
import type { Visibility } from '../../../domain/incident/people/audience.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { type Severity, severitySchema } from '../../../domain/incident/severity.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import { type PlainText, plainText } from '../../../domain/text/text.ts';
import type { Episode } from '../../../domain/watch/episode.ts';
import type { IncidentRow } from '../../../store/found.ts';
import { knownTo } from '../../access/audience.ts';
import { actionIds, commandName, shortcutIds, viewIds } from '../../ids.ts';
import { submittedTwice } from '../../listening/changed-meanwhile.ts';
import { withPlace } from '../../listening/episode-refusal.ts';
import { execute } from '../../listening/execute-command.ts';
import { onAction, refusalReply, reply } from '../../listening/handlers.ts';
import {
  displayTime,
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { onSubmission, type SubmitterMessage } from '../../listening/modal-submission.ts';
import { onGlobalShortcut, onMessageShortcut } from '../../listening/shortcuts.ts';
import type { Listeners } from '../../router.ts';
import { declaredMessage, declareModal, type MarkedOffers } from '../../views/forms/declare-modal.ts';
import type { ModalSource } from '../../views/forms/modal.ts';
import { headline } from '../../views/headline.ts';
import { answerLine } from '../../views/notices/proposal.ts';
import { publishHome } from '../app-home.ts';
import { adoptedPlace } from './adopted-place.ts';
import { fromMessage, learnSource } from './declare-from.ts';
import { chosenVisibility } from './visible-to.ts';

/** How many open incidents the declare modal reads, and as many that ended within this time, ms. */
const lookedAt = 50;
const lateMs = 3_600_000;

/** What a suggestion fills in. */
const prefilled = ['title', 'severity'] as const;

/**
 * How long the confirmation of a declaration waits for its channel, which Slack creates in less than a second, ms.
 */
const channelWithinMs = 2_000;

/** The command alone: this channel's incident, or the declare modal if there is none. */
export async function home(context: ListenerContext, requester: Requester): Promise<Reply> {
  const here = requester.channel && (await context.store.incidentOf(requester.channel));
  const incident = here ? await incidentOfChannel(context, requester.channel) : null;
  if (incident && isRefusal(incident)) return refusalReply(incident);
  // An adopted channel is free again once its incident is finished.
  if (!incident || isFree(incident))
    return askToDeclare(context, requester, { severity: null, title: plainText('') });
  return reply(headline(incident, displayTime(context), context.callLink(incident.id)));
}

/** What Slack must be asked before the form can show it. */
type Learned = {
  source?: ModalSource;
  impact?: PlainText;
  visibility?: Visibility;
  adopts?: MarkedOffers;
  joins?: boolean;
};

/**
 * Opens the declare modal with what was typed after `open`, or what monitoring suggests. In a drill's channel nothing
 * real is declared, because everyone practicing would be alarmed. `learn`: asks Slack, while it's also asked which
 * private incidents the form may name; the form waits for both, the acknowledgement for neither.
 */
export async function askToDeclare(
  context: ListenerContext,
  requester: Requester,
  typed: { severity: Severity | null; title: PlainText; proposal?: Episode; drill?: DrillRun },
  learn: () => Promise<Learned | Refusal> = async () => ({}),
): Promise<Reply> {
  const practice = typed.drill ? null : await inDrill(context, requester);
  if (practice) return refusalReply(practice);
  const { proposal, ...filled } = typed;
  const ended = proposal?.answer ? answerLine(proposal.answer, displayTime(context)) : null;
  const view = async () => {
    const [others, learned] = await Promise.all([othersLike(context, requester, typed), learn()]);
    if (isRefusal(learned)) return learned;
    return declareModal(others, {
      ...filled,
      ...learned,
      channel: requester.channel,
      ...(proposal && { proposal: { id: proposal.id, ended } }),
    });
  };
  return { kind: 'modal', view };
}

/** Returns the open incidents, similar ones first, similar ones that ended within the last hour, and earlier ones that were solved. */
async function othersLike(
  context: ListenerContext,
  requester: Requester,
  { title, proposal }: { title: PlainText; proposal?: Episode },
) {
  const { store, clock } = context;
  const known = await knownTo(context, requester);
  const leaf = proposal?.diagnosis.leaf ?? null;
  const compared = (row: IncidentRow) => ({ row, alike: looksAlike({ title, leaf }, row) });
  const open = await store.list({ open: true, limit: lookedAt, drills: false, known });
  const ended = (await store.endedSince(clock.now() - lateMs, lookedAt, known))
    .map(compared)
    .filter(({ alike }) => alike);
  const without = ended.map(({ row }) => row.id);
  return {
    open: open.map(compared).toSorted((one, other) => Number(other.alike) - Number(one.alike)),
    ended,
    solved: await solvedBefore(store, { title, leaf }, { known, without }),
  };
}

/** Returns why nothing real is declared in the channel of a running drill; null elsewhere. */
async function inDrill({ store }: ListenerContext, { channel }: Requester): Promise<Refusal | null> {
  const here = channel && (await store.incidentOf(channel));
  const found = here && (await store.incident(here));
  if (found?.kind !== 'found') return null;
  const { id, drill, status } = found.incident;
  if (!drill || isFinal(status)) return null;
  return refuse(
    `${incidentName(id)} is a drill. Nothing was changed. For a real incident, run \`${commandName} open\` in another channel; for another drill, \`${commandName} drill\`.`,
  );
}

/**
 * Returns what the person who declared is told: where the channel is, once it exists. The reply may be lost or come
 * too early; the invitation to the channel is in the outbox.
 */
const declared = (
  { commandBus }: ListenerContext,
  incident: Incident,
  otherwise: SubmitterMessage['otherwise'],
): SubmitterMessage => ({
  message: async () => {
    const now = await commandBus.onceItFits(incident.id, ({ channel }) => channel !== null, channelWithinMs);
    return declaredMessage(now ?? incident);
  },
  otherwise,
});

/** Handles the Home tab's button, both shortcuts that declare, and the declare modal. */
export const openListeners = (context: ListenerContext): Listeners => ({
  shortcuts: {
    [shortcutIds.declare]: onGlobalShortcut(context, (requester) =>
      askToDeclare(context, requester, { severity: null, title: plainText('') }),
    ),
    [shortcutIds.declareFrom]: onMessageShortcut(context, async (requester, message) =>
      askToDeclare(context, requester, { severity: null, title: plainText('') }, () =>
        learnSource(context, requester.channel, message),
      ),
    ),
  },
  actions: {
    [actionIds.declare]: onAction(context, (requester) =>
      askToDeclare(context, requester, { severity: null, title: plainText('') }),
    ),
  },
  views: {
    [viewIds.declare]: onSubmission(
      context,
      async ({ requester, proposal, drill, source, adopts, fields }) => {
        const severity = severitySchema.safeParse(fields.choice('severity'));
        if (!severity.success) return refuse('Choose a severity, P1 to P4.', 'severity');
        const place = adopts ? await adoptedPlace(context, requester, fields) : null;
        if (place && isRefusal(place)) return place;
        const visibility = await chosenVisibility(context, fields, place);
        if (typeof visibility !== 'string') return visibility;
        const change = await execute(context, requester, 'new', {
          type: 'open',
          title: fields.text('title') ?? plainText(''),
          severity: severity.data,
          impact: fields.text('impact'),
          commander: fields.user('commander'),
          firstAlert: null,
          startedAt: fields.time('started'),
          ...(proposal && { proposal, untouched: prefilled.filter((field) => fields.untouched(field)) }),
          ...(visibility === 'members' && { visibility }),
          ...(drill && { drill }),
          ...(source && fromMessage(context, source)),
          ...(place && { adopts: place }),
        });
        if (isRefusal(change)) return withPlace(context, requester, change);
        // Only the Home tab's button opens the form outside of a channel.
        if (requester.channel === null) publishHome(context, requester.user);
        const again = submittedTwice(context, change, viewIds.declare, null);
        if (again || !change.incident) return again;
        return declared(context, change.incident, source || requester.channel === null ? 'directly' : 'not');
      },
    ),
  },
});
