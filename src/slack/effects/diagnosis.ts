import type { Handler } from '../../app/attempt.ts';
import { done, type Outcome } from '../../app/outcome.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { type Incident, latestDiagnosis } from '../../domain/incident.ts';
import { stillWanted } from '../../domain/still-wanted.ts';
import type { Claim } from '../../store/claims.ts';
import { postedEarlier } from '../calls.ts';
import { diagnosisMessage } from '../views/diagnosis.ts';
import { type EffectOf, inChannel, type Setting, shownNow, withSlack } from './setting.ts';
import { editIfThere, stand } from './standing.ts';

type Sync = EffectOf<'sync_diagnosis'>;

/** A diagnosis with its checklist. One that is not wanted any more counts only where a lost try has posted it. */
export const syncDiagnosis = (setting: Setting): Handler<Sync> =>
  withSlack(setting, ({ claim, effect, incident }) =>
    inChannel(incident, async (channel) => {
      if (!stillWanted(incident, effect)) return unheard(setting, { claim, effect, incident }, channel);
      const entry = incident.diagnoses.get(effect.of);
      if (!entry) return done();
      const before = entry.ts ? { channel, ts: entry.ts } : null;
      const message = diagnosisMessage(incident, entry, shownNow(setting));
      const posted = await stand(setting.client, claim, channel, before, message);
      return done(posted && { type: 'record_diagnosis_post', of: effect.of, ts: posted.ts });
    }),
  );

/**
 * The message of one that arrived unheard, and that another came after: the latest takes it over, as it would have if the
 * bot had heard. Where the latest has a message already, it stays with its own diagnosis.
 */
async function unheard(
  setting: Setting,
  { claim, effect, incident }: { claim: Claim; effect: Sync; incident: Incident },
  channel: ChannelId,
): Promise<Outcome> {
  const ts = await postedEarlier(setting.client, claim, { channel });
  const entries = [...incident.diagnoses.values()];
  if (!ts || entries.some((entry) => entry.ts === ts)) return done();
  const latest = latestDiagnosis(incident);
  const entry = latest?.ts === null ? latest : incident.diagnoses.get(effect.of);
  if (!entry) return done();
  await editIfThere(setting.client, channel, ts, diagnosisMessage(incident, entry, shownNow(setting)));
  return done({ type: 'record_diagnosis_post', of: entry.seq, ts });
}
