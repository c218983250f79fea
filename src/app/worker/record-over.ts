import { bot } from '../../domain/incident/people/actor.ts';
import { type Claim, isEpisodes } from '../../store/claims.ts';
import type { CommandBus } from '../command-bus.ts';
import type { Done } from './outcome.ts';

/**
 * Records that a reported failure is over, because the effect is done or no longer needed. This happens before the
 * effect is settled: after a crash in between it's done once more, which changes nothing.
 */
export async function recordOver(commandBus: CommandBus, claim: Claim, { unneeded }: Done): Promise<void> {
  if (claim.reported.length === 0 || isEpisodes(claim)) return;
  const how = unneeded ? 'unneeded' : 'done';
  const command = { type: 'record_setback_over', key: claim.key, how } as const;
  await commandBus.execute({ target: claim.subject.id, command, by: bot, inboxId: null });
}
