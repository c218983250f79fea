import { orNullAfter } from '../../app/with-timeout.ts';
import { isObservedCommand, type PersonCommand } from '../../domain/incident/commands.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import { noSuchIncident, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Change, ChangeTarget } from '../../store/store.ts';
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
): Promise<Exclude<Change, { kind: 'refused' | 'missing' | 'unreadable' }> | Refusal> {
  // Otherwise the change finds out by itself.
  const received = namesPeople(command)
    ? await context.commandBus.received(command, requester.inboxId, requester.content ?? null)
    : null;
  if (received?.kind === 'repeated') return received;
  // Whom a command names is asked of Slack: that comes after there being an incident.
  const about =
    typeof target === 'object' && namesPeople(command) ? await context.store.incidentOf(target.in) : target;
  if (about === null) return noIncidentHere(context);
  const unfit =
    (await newHolderRefusal(context, command, received?.earlier ?? null)) ??
    (await newOwnerRefusal(context, command)) ??
    // Whoever is named when it's declared is brought in.
    (typeof about === 'number' ? await strangerRefusal(context, requester, about, command) : null);
  if (unfit) return unfit;
  const change = await context.commandBus.execute({
    target: about,
    command,
    by: person(requester.user),
    inboxId: requester.inboxId,
    content: requester.content,
    sentAt: requester.sentAt,
    ...(await askResponders(context, requester.user, command.type)),
  });
  switch (change.kind) {
    case 'changed':
    case 'repeated':
      return change;
    case 'refused':
      return namedRefusal(context, change.refusal);
    case 'missing':
      if (typeof about === 'object') return noIncidentHere(context);
      return noSuchIncident(about === 'new' ? null : incidentName(about));
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
