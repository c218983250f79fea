import { effectPerson } from '../../domain/effects/effects.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { shownIn } from '../../domain/watch/episode.ts';
import { type Claim, isEpisodes, type Settlement } from '../../store/claims.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { CommandBus } from '../command-bus.ts';
import type { Log } from '../log.ts';
import { loggedAs, loggedRefusal } from './logged-as.ts';
import type { Dead, Learned, Outcome } from './outcome.ts';
import { recordOver } from './record-over.ts';
import { comesBackAt } from './retry-budget.ts';

/** What settling an effect needs. */
type SettleParts = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly log: Log;
};

/** Records what an attempt came to, and logs what didn't work. Throws if the store can't record it. */
export async function settle(parts: SettleParts, claim: Claim, outcome: Outcome): Promise<void> {
  const { store, clock, log } = parts;
  switch (outcome.kind) {
    case 'done':
      await recordOver(parts.commandBus, claim, outcome);
      await learn(parts, claim, outcome.command, {
        kind: 'done',
        ...(outcome.works && { works: outcome.works }),
      });
      return;
    case 'retry':
      log[outcome.todo === undefined ? 'info' : 'warn'](
        { effect: loggedAs(claim), attempt: claim.attempts, why: outcome.why, todo: outcome.todo },
        outcome.untried ? 'Effect postponed.' : 'Effect failed; will retry.',
      );
      await store.settle({ claim, as: outcome });
      return;
    case 'unread':
      log.error(
        { effect: loggedAs(claim), why: outcome.why, todo: outcome.todo },
        'Effect is waiting for a version that can read it.',
      );
      await store.settle({ claim, as: { ...outcome, at: clock.now() } });
      return;
    case 'dead':
      await putAside(parts, claim, outcome);
  }
}

async function putAside(
  parts: SettleParts,
  claim: Claim,
  { kind, why, todo, maybeSent = false, askedFor, call = null }: Dead,
) {
  const { clock, log } = parts;
  const { key, effect, extra, reported, asides } = claim;
  const at = clock.now();
  const againAt = askedFor ?? comesBackAt(asides, at);
  // The same loss is reported once while it lasts, and a recurring temporary failure is the same whatever its
  // words.
  const known = reported.includes(why) || (extra && call !== null && reported.length > 0);
  if (extra) log.info({ effect: loggedAs(claim), why }, "Retried a failed effect; it still can't be done.");
  else
    log[known ? 'warn' : 'error'](
      { effect: loggedAs(claim), why, todo, again_at: againAt },
      'Effect failed permanently; dead-lettered until someone retries it.',
    );
  const setback = { effect: effect.type, key, ...effectPerson(effect), why, todo };
  await learn(parts, claim, known ? null : { type: 'report_setback', ...setback }, {
    kind,
    at,
    why,
    todo,
    maybeSent,
    againAt,
    asked: askedFor !== undefined,
    call,
  });
}

/** Records what was learned, and settles with it. An episode can't report a setback: that stays in the outbox. */
async function learn(
  parts: SettleParts,
  claim: Claim,
  learned: Learned | null,
  as: Settlement,
): Promise<void> {
  const { store, commandBus, log } = parts;
  const settles = { claim, as };
  if (learned?.type === 'record_proposal')
    await commandBus.changeEpisode(learned.episode, (episode) => shownIn(episode, learned), settles);
  else if (learned && !isEpisodes(claim)) {
    const targets = learned.type === 'elsewhere' ? learned.targets : [claim.subject.id];
    const by = learned.type === 'take_up' ? learned.by : bot;
    const command = learned.type === 'take_up' || learned.type === 'elsewhere' ? learned.command : learned;
    for (const [i, target] of targets.entries()) {
      const settled = i === targets.length - 1 && { settles };
      const change = await commandBus.execute({ target, command, by, inboxId: null, ...settled });
      if (change.kind === 'refused')
        log.warn(loggedRefusal(claim, change.refusal), 'A command from a finished effect was refused.');
    }
  } else await store.settle(settles);
}
