import { isObservedCommand, type PersonCommand } from '../../domain/incident/commands.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import { noSuchIncident, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Change } from '../../store/store.ts';
import { mayRespond, newHolderRefusal, permissionRefusal } from '../access/permissions.ts';
import { keptForLater, type ListenerContext, person, type Requester, readOnly } from './listener-context.ts';

/**
 * Gives a person's command; the change, or why nothing was changed. A repeated payload is as good as done, whatever its
 * sender may do by now, and a form that comes again with other words corrects what it did before.
 */
export async function execute(
  context: ListenerContext,
  requester: Requester,
  target: IncidentId | 'new',
  command: PersonCommand,
): Promise<Exclude<Change, { kind: 'refused' | 'missing' | 'unreadable' }> | Refusal> {
  const received = await context.commandBus.received(command, requester.inboxId, requester.content ?? null);
  if (received?.kind === 'repeated') return received;
  const by = person(requester.user);
  const before = target === 'new' ? null : await context.store.incident(target);
  const forbidden =
    before?.kind === 'found' &&
    (await permissionRefusal(context, requester.user, before.incident, command.type));
  if (forbidden) return forbidden;
  const unfit = await newHolderRefusal(context, command, received?.earlier ?? null);
  if (unfit) return unfit;
  // Whether it is a declaration or its correction is known only when it is decided.
  const responds = command.type !== 'open' || (await mayRespond(context, requester.user));
  const change = await context.commandBus.execute({
    target,
    command,
    by,
    inboxId: requester.inboxId,
    content: requester.content,
    responds,
  });
  switch (change.kind) {
    case 'changed':
    case 'repeated':
      return change;
    case 'refused':
      return withName(context, change.refusal);
    case 'missing':
      return noSuchIncident(target === 'new' ? null : incidentName(target));
    case 'unreadable':
      return isObservedCommand(command)
        ? refuse(keptForLater(change.incident, change.seq))
        : readOnly(change.incident, change.seq);
  }
}

/** A refusal that is about somebody, with their name for their id. */
export async function withName(context: ListenerContext, refusal: Refusal): Promise<Refusal> {
  const { about, refused } = refusal;
  const name = about && (await context.store.people([about])).get(about);
  return name ? { ...refusal, refused: refused.replace(about, name) } : refusal;
}
