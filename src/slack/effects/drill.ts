import type { Handler } from '../../app/worker/attempt.ts';
import { done, unneeded } from '../../app/worker/outcome.ts';
import { reviewAtClose } from '../../domain/drill/review.ts';
import { scriptNamed, storyOf } from '../../domain/drill/scripts.ts';
import { stillWanted } from '../../domain/effects/still-wanted.ts';
import { postedEarlier, postOnce } from '../api/messages.ts';
import { reviewMessage, storyMessage } from '../views/drill.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';

/**
 * Posts the next drill event in its channel. One that arrived although the response was lost is recorded as posted,
 * even if the drill has been closed since.
 */
export const tellStory = (context: EffectContext): Handler<EffectOf<'tell_story'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { part } = effect;
    const script = incident.drill && scriptNamed(incident.drill.script);
    const next = script && storyOf(script)[part];
    if (!next) return done();
    if (!stillWanted(incident, effect)) {
      const arrived = await postedEarlier(context.client, claim, { channel });
      return arrived ? done({ type: 'record_story', part }) : unneeded();
    }
    await postOnce(context.client, claim, { channel }, storyMessage(next.says));
    return done({ type: 'record_story', part });
  });

/** Posts the review of a closed drill; does nothing if an earlier close had the same review. */
export const postReview = (context: EffectContext): Handler<EffectOf<'post_review'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const review = reviewAtClose(await context.store.events(incident.id), effect.of);
    if (review) await postOnce(context.client, claim, { channel }, reviewMessage(incident, review));
    return done();
  });
