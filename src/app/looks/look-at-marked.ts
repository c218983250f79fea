import type { Incident } from '../../domain/incident/incident.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { isFinal } from '../../domain/incident/status.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { CommandBus } from '../command-bus.ts';

/** For how long after its end an incident is checked, ms, how many incidents, and how many messages of each. */
const lookedAtMs = 3 * 86_400_000;
const incidentsMax = 100;
const messagesMax = 100;

/**
 * After downtime, asks Slack what has become of the marked messages of incidents that are open or have just ended.
 * Slack resends an event for at most an hour.
 */
export async function lookAtMarked({
  store,
  commandBus,
  clock,
}: {
  readonly store: Pick<Store, 'list' | 'incident'>;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
}): Promise<void> {
  for (const { id, status, closedAt } of await store.list({
    open: false,
    limit: incidentsMax,
    known: 'all',
  })) {
    if (isFinal(status) && (closedAt ?? 0) < clock.now() - lookedAtMs) continue;
    const found = await store.incident(id);
    const ts = found.kind === 'found' ? standing(found.incident).slice(-messagesMax) : [];
    if (ts.length > 0)
      await commandBus.execute({
        target: id,
        command: { type: 'look_at_messages', ts },
        by: bot,
        inboxId: null,
      });
  }
}

/** The messages on the timeline that weren't deleted, oldest first. */
const standing = ({ captured, entries }: Incident) =>
  [...captured].flatMap(([ts, number]) =>
    entries.corrections.get(number)?.hidden.includes('deleted') ? [] : [ts],
  );
