import type { Handler } from '../../../app/worker/attempt.ts';
import { done } from '../../../app/worker/outcome.ts';
import { roleTakenBy } from '../../../domain/effects/role-effects.ts';
import { slackError } from '../../api/failures.ts';
import { directChannel, postOnce } from '../../api/messages.ts';
import { roleBrief } from '../../views/people/role-brief.ts';
import { displayTimeNow, type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';

/** Errors that mean someone can't be messaged: the headline shows what they would have read. */
const unreachable: readonly string[] = ['user_disabled', 'user_not_found', 'user_not_visible'];

/** Tells the new holder of a role what the role does next, in a direct message. */
export const briefRole = (context: EffectContext): Handler<EffectOf<'brief_role'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const taken = roleTakenBy(incident, effect.of);
    if (!taken) return done();
    const { client, roles: names } = context;
    try {
      const channel = await directChannel(client, taken.user);
      const message = roleBrief(incident, { role: taken.role, names }, displayTimeNow(context));
      await postOnce(client, claim, { channel }, message);
    } catch (error) {
      if (!unreachable.includes(slackError(error) ?? '')) throw error;
    }
    return done();
  });
