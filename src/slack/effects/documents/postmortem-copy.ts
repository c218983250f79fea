import type { Handler } from '../../../app/worker/attempt.ts';
import { done } from '../../../app/worker/outcome.ts';
import { postmortem } from '../../../domain/records/postmortem.ts';
import { isUnreachable } from '../../api/failures.ts';
import { directChannel } from '../../api/messages.ts';
import { type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';
import { namedRecord } from './named-record.ts';
import { fileOfEarlierTry, uploadPostmortem } from './postmortem-file.ts';

/** Sends whoever asked for it the postmortem as it reads now, as a file in a direct message. */
export const sendCopy = (context: EffectContext): Handler<EffectOf<'send_copy'>> =>
  withSlack(context, async ({ claim, effect: { of }, incident }) => {
    const { client, store } = context;
    const asked = await store.event(incident.id, of);
    if (asked?.by.kind !== 'person') return done();
    const { user } = asked.by;
    const { events, duplicates, name } = await namedRecord(context, claim, incident);
    const markdown = postmortem(events, name, duplicates);
    if (markdown === null) return done();
    const record = (file: string | null, asOf: number) => done({ type: 'record_copy', of, user, file, asOf });
    try {
      const place = { channel: await directChannel(client, user) };
      const earlier = await fileOfEarlierTry(client, claim, place, { incident, events });
      if (earlier) return record(earlier, of);
      return record(await uploadPostmortem(client, place, incident, { markdown }), events.length);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      return done();
    }
  });
