import { bot } from '../../domain/incident/people/actor.ts';
import { type Claim, isEpisodes } from '../../store/claims.ts';
import type { CommandBus } from '../command-bus.ts';
import type { Done } from './outcome.ts';

/**
 * Records that what people were told could not be done is done, or not needed any more. Before the effect is settled: a
 * crash in between leaves it to be done once more, which changes nothing.
 */
export async function recordOver(commandBus: CommandBus, claim: Claim, { unneeded }: Done): Promise<void> {
  if (claim.told.length === 0 || isEpisodes(claim)) return;
  const how = unneeded ? 'unneeded' : 'done';
  const command = { type: 'record_setback_over', key: claim.key, how } as const;
  await commandBus.execute({ target: claim.subject.id, command, by: bot, inboxId: null });
}
