import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned, unneeded } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import { noticeHolds } from '../../../domain/incident/incident.ts';
import { editEarlier, postOrUpdate } from '../../api/messages.ts';
import { noticeMessage } from '../../views/notices/standing-notices.ts';
import { displayTimeNow, type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { keepTrue } from './standing-message.ts';

/**
 * What people are told of a state, and what became of it where it stands; one that cannot be edited any more gives way, to
 * a new message while it is so. One that is not so any more is not posted, but a lost try may have done that.
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
