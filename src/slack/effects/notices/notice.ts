import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned, unneeded } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import { noticeHolds } from '../../../domain/incident/incident.ts';
import { editEarlier, postOrUpdate } from '../../api/messages.ts';
import { noticeMessage } from '../../views/notices/standing-notices.ts';
import { displayTimeNow, type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { keepTrue } from './standing-message.ts';

/**
 * Posts a notice about a state, and edits it when the state ends. If it can no longer be edited, it's deleted, and
 * replaced while the state lasts. A notice whose state has ended isn't posted, but an earlier attempt may have done
 * that.
 */
export const syncNotice = (
  context: EffectContext,
): Handler<EffectOf<'call_out' | 'offer_resolve' | 'tell_flapping'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client } = context;
    const notice = incident.notices.get(of);
    if (!notice) return done();
    const message = noticeMessage(incident, notice, displayTimeNow(context));
    const holds = noticeHolds(incident, notice);
    const record = (ts: MessageTs): Learned => ({ type: 'record_notice_post', of, ts });
    if (notice.ts) {
      const stands = { channel, ts: notice.ts };
      return keepTrue(context, claim, { stands, message, holds, identity: claim, record });
    }
    const ts = holds
      ? await postOrUpdate(client, claim, { channel }, message)
      : await editEarlier(client, claim, { channel }, message);
    return ts ? done(record(ts)) : unneeded();
  });
