import type { Handler } from '../../../app/worker/attempt.ts';
import { backoffMs, done, retryLater } from '../../../app/worker/outcome.ts';
import { roleTakenBy } from '../../../domain/effects/role-effects.ts';
import { broughtIn } from '../../../domain/incident/people/brought-in.ts';
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

/** How often the brief of someone who is brought into a private channel waits for them to be there. */
const triesForInvitation = 5;

/** Tells the new holder of a role what the role does next, in a direct message. */
export const briefRole = (context: EffectContext): Handler<EffectOf<'brief_role'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const taken = roleTakenBy(incident, effect.of);
    if (!taken) return done();
    const { client, clock, roles: names } = context;
    try {
      if (!(await mayBeTold(context, incident, taken.user))) {
        // The invitation to its private channel may be on its way.
        return claim.attempts < triesForInvitation && broughtIn(incident).includes(taken.user)
          ? retryLater("they aren't in the incident's channel yet", clock.now() + backoffMs(claim.attempts))
          : done();
      }
      const channel = await directChannel(client, taken.user);
      const message = roleBrief(incident, { role: taken.role, names }, displayTimeNow(context));
      await postOnce(client, claim, { channel }, message);
    } catch (error) {
      // The headline shows what they would have read.
      if (!isUnreachable(error)) throw error;
    }
    return done();
  });
