import type { Handler } from '../../app/worker/attempt.ts';
import { done, unneeded } from '../../app/worker/outcome.ts';
import { stillWanted } from '../../domain/effects/still-wanted.ts';
import { isReplyToNothing, postedEarlier, postOrUpdate } from '../api/messages.ts';
import { diagnosisMessage } from '../views/diagnosis/diagnosis.ts';
import { diagnosisDetails } from '../views/diagnosis/diagnosis-details.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';
import { editIfThere, upsertMessage } from './living-messages.ts';

/**
 * Posts a diagnosis with its checklist. Its words stay as they are; an edit shows what was checked off since. If it's
 * no longer wanted, it isn't posted, but is recorded as posted if an earlier attempt did that.
 */
export const syncDiagnosis = (context: EffectContext): Handler<EffectOf<'sync_diagnosis'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, timeZone } = context;
    const { of } = effect;
    const entry = incident.diagnoses.get(of);
    if (!entry) return done();
    if (!stillWanted(incident, effect)) {
      const ts = await postedEarlier(client, claim, { channel });
      return ts ? done({ type: 'record_diagnosis_post', of, ts }) : unneeded();
    }
    const before = entry.ts ? { channel, ts: entry.ts } : null;
    const posted = await upsertMessage(
      client,
      claim,
      channel,
      before,
      diagnosisMessage(incident, entry, timeZone),
    );
    return done(posted && { type: 'record_diagnosis_post', of, ts: posted.ts });
  });

/** Posts the details of a diagnosis in its thread. */
export const syncDetails = (context: EffectContext): Handler<EffectOf<'sync_details'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client, timeZone } = context;
    const entry = incident.diagnoses.get(of);
    if (!entry?.ts) return done();
    const message = diagnosisDetails(incident, entry, timeZone);
    if (entry.details) {
      await editIfThere(client, channel, entry.details, message);
      return done();
    }
    try {
      const ts = await postOrUpdate(client, claim, { channel, thread: entry.ts }, message);
      return done({ type: 'record_details_post', of, ts });
    } catch (error) {
      // If someone deleted the diagnosis, its details aren't posted.
      if (isReplyToNothing(error)) return done();
      throw error;
    }
  });
