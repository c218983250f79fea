import type { Handler } from '../../../app/worker/attempt.ts';
import { done } from '../../../app/worker/outcome.ts';
import { roleTakenBy } from '../../../domain/effects/role-effects.ts';
import { isUnreachable } from '../../api/failures.ts';
import { directChannel, postOnce } from '../../api/messages.ts';
import { roleBrief } from '../../views/people/role-brief.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  mayBeTold,
  withSlack,
} from '../effect-context.ts';
import { beingInvited, waitsForThem } from './being-invited.ts';

/** Tells the new holder of a role what the role does next, in a direct message. */
export const briefRole = (context: EffectContext): Handler<EffectOf<'brief_role'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const taken = roleTakenBy(incident, effect.of);
    if (!taken) return done();
    const { client, roles: names } = context;
    try {
      const isOnTheWay = await beingInvited(context, incident);
      if (!(await mayBeTold(context, incident, taken.user)))
        return isOnTheWay(taken.user) ? waitsForThem(context) : done();
      const channel = await directChannel(client, taken.user);
      const message = roleBrief(incident, { role: taken.role, names }, displayTimeNow(context));
      await postOnce(client, claim, { channel }, message);
    } catch (error) {
      // The headline shows what they would have read.
      if (!isUnreachable(error)) throw error;
    }
    return done();
  });
