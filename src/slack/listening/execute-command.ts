import { orNullAfter } from '../../app/with-timeout.ts';
import { isObservedCommand, type PersonCommand } from '../../domain/incident/commands.ts';
import { type ChannelId, type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import { noSuchIncident, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Change, ChangeTarget, Repetition } from '../../store/change.ts';
import { mayKnowNumber } from '../access/audience.ts';
import {
  askResponders,
  namesPeople,
  newHolderRefusal,
  newOwnerRefusal,
  strangerRefusal,
} from '../access/permissions.ts';
import { learnNames } from '../api/display-names.ts';
import {
  keptForLater,
  type ListenerContext,
  noIncidentHere,
  person,
  type Requester,
  readOnly,
} from './listener-context.ts';

/** What was done now, or earlier if the command is repeated. */
type Executed = Exclude<Change, { kind: 'refused' | 'missing' | 'unreadable' }>;

/**
 * Executes a person's command; returns the change, or why nothing was changed. A repeated payload counts as done,
 * whatever its sender can do by now, and a form that is submitted again with different values corrects what it did
 * before.
 */
export async function execute(
  context: ListenerContext,
  requester: Requester,
  target: ChangeTarget,
  command: PersonCommand,
): Promise<Executed | Refusal> {
  // For other commands, the change itself recognizes a repetition.
  const received = namesPeople(command)
    ? await context.commandBus.received(command, requester.inboxId, requester.content ?? null)
    : null;
  if (received?.kind === 'repeated') return repeated(context, requester, target, received);
  // Slack is asked about people only if there is an incident.
  const about =
    typeof target === 'object' && namesPeople(command) ? await context.store.incidentOf(target.in) : target;
  if (about === null) return noIncidentHere(context);
  const unfit =
    (await newHolderRefusal(context, command, received?.earlier ?? null)) ??
    (await newOwnerRefusal(context, command)) ??
    // People named in a declaration are invited to the channel.
    (typeof about === 'number' ? await strangerRefusal(context, requester, about, command) : null);
  if (unfit) return unfit;
  const change = await give(context, requester, about, command);
  if (change.kind === 'repeated') return repeated(context, requester, target, change);
  if (change.kind !== 'missing') return executed(context, change, command);
  if (typeof about === 'object') return noIncidentHere(context);
  return noSuchIncident(about === 'new' ? null : incidentName(about));
}

/**
 * The same for a form, without first looking up its channel's incident and who can know of it. Returns null, with nothing done,
 * unless the channel belongs to the form's incident and that isn't private. Also null if the command names people, because Slack
 * has to be asked about them first.
 */
export async function executeForEveryone(
  context: ListenerContext,
  requester: Requester,
  target: { readonly in: ChannelId; readonly public: IncidentId },
  command: PersonCommand,
): Promise<Executed | Refusal | null> {
  if (namesPeople(command)) return null;
  const change = await give(context, requester, target, command);
  return change.kind === 'missing' ? null : executed(context, change, command);
}

/** A command can be repeated after its incident has become private and moved to another channel. */
async function repeated(
  context: ListenerContext,
  requester: Requester,
  target: ChangeTarget,
  change: Repetition,
): Promise<Repetition | Refusal> {
  if (target === 'new' || !change.incident) return change;
  return (await mayKnowNumber(context, requester, change.incident.id)) ? change : noIncidentHere(context);
}

const give = async (
  context: ListenerContext,
  { user, inboxId, content, sentAt }: Requester,
  target: ChangeTarget,
  command: PersonCommand,
): Promise<Change> =>
  context.commandBus.execute({
    target,
    command,
    by: person(user),
    inboxId,
    content,
    sentAt,
    ...(await askResponders(context, user, command.type)),
  });

async function executed(
  context: ListenerContext,
  change: Exclude<Change, { kind: 'missing' }>,
  command: PersonCommand,
): Promise<Executed | Refusal> {
  switch (change.kind) {
    case 'changed':
    case 'repeated':
      return change;
    case 'refused':
      return namedRefusal(context, change.refusal);
    case 'unreadable':
      return isObservedCommand(command)
        ? refuse(keptForLater(change.incident, change.seq))
        : readOnly(change.incident, change.seq);
  }
}

/** How long a refusal waits for unknown names, ms of real time: the acknowledgement waits too. */
const namesWithinMs = 500;

/** Returns a refusal that mentions people, with names instead of their IDs. */
export async function namedRefusal(context: ListenerContext, refusal: Refusal): Promise<Refusal> {
  const { about = [], refused } = refusal;
  if (about.length === 0) return refusal;
  const learned = learnNames(context.client, context.store, about).catch(() => null);
  await orNullAfter(namesWithinMs, learned);
  const names: ReadonlyMap<string, string> = await context.store.people(about);
  return { ...refusal, refused: refused.replace(/\b[UW][A-Z0-9]+\b/gu, (id) => names.get(id) ?? id) };
}
