import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import { postedEarlier, postOrUpdate } from '../../api/messages.ts';
import { proposalMessage } from '../../views/notices/proposal.ts';
import { displayTimeNow, type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';
import { joining } from '../living-messages.ts';
import { keepTrue } from './standing-message.ts';

/**
 * Posts an episode's suggestion in the announcement channel, and edits it when that ends. If the episode ended before
 * anyone could see it, it isn't posted; one that someone deleted isn't posted again.
 */
export const syncProposal = (context: EffectContext): Handler<EffectOf<'sync_proposal'>> =>
  withSlack(context, async ({ claim, episode }) => {
    const { client, announceChannel: channel } = context;
    const { id, posted, firstBadAt, answer } = episode;
    const message = proposalMessage(episode, displayTimeNow(context));
    // An episode has one message, whichever row of the outbox it came from.
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
