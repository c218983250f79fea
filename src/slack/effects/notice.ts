import type { Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import { isSo } from '../../domain/incident/notice.ts';
import { editEarlier, standOnce } from '../api/messages.ts';
import { noticeMessage } from '../views/standing-notices.ts';
import { type EffectOf, inChannel, type Setting, shownNow, withSlack } from './effect-context.ts';
import { editIfThere } from './living-messages.ts';

/**
 * What people are told of a state, and what became of it where it stands. One that is not so any more is not posted, but a
 * lost try may have done that.
 */
export const syncNotice = (
  setting: Setting,
): Handler<EffectOf<'call_out' | 'offer_resolve' | 'tell_flapping'>> =>
  withSlack(setting, ({ claim, effect: { of }, incident }) =>
    inChannel(incident, async (channel) => {
      const { client } = setting;
      const notice = incident.notices.get(of);
      if (!notice) return done();
      const message = noticeMessage(incident, notice, shownNow(setting));
      if (notice.ts) {
        await editIfThere(client, channel, notice.ts, message);
        return done();
      }
      const ts = isSo(incident, notice)
        ? await standOnce(client, claim, { channel }, message)
        : await editEarlier(client, claim, { channel }, message);
      return done(ts && { type: 'record_notice_post', of, ts });
    }),
  );
