import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import { postedEarlier, postOrUpdate } from '../../api/messages.ts';
import { proposalMessage } from '../../views/notices/proposal.ts';
import { displayTimeNow, type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';
import { joining } from '../living-messages.ts';
import { keepTrue } from './standing-message.ts';

/**
 * The proposal of an episode, in the announcement channel, and what became of it where it stands. What was over before anybody could see it is not posted, and
 * one that somebody deleted is not posted again.
 */
export const syncProposal = (context: EffectContext): Handler<EffectOf<'sync_proposal'>> =>
  withSlack(context, async ({ claim, episode }) => {
    const { client, announceChannel: channel } = context;
    const { id, posted, firstBadAt, answer } = episode;
    const message = proposalMessage(episode, displayTimeNow(context));
    // An episode has one message, by whichever row of the outbox it was owed.
    const identity = { ...claim, key: 'proposal', id, owedAt: firstBadAt };
    if (posted) {
      const record = (ts: MessageTs): Learned => ({ ...posted, type: 'record_proposal', episode: id, ts });
      const standing = { stands: posted, message, holds: answer === null, identity, record };
      return joining(client, posted.channel, () => keepTrue(context, claim, standing));
    }
    if (!channel) return done();
    const arrived =
      answer && (await joining(client, channel, () => postedEarlier(client, identity, { channel })));
    if (answer && !arrived) return done();
    const ts = await joining(client, channel, () => postOrUpdate(client, identity, { channel }, message));
    return done({ type: 'record_proposal', episode: id, channel, ts });
  });
