import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../app/attempt.ts';
import { done } from '../../app/outcome.ts';
import { type ChannelId, incidentName } from '../../domain/ids.ts';
import { type Incident, markedName } from '../../domain/incident.ts';
import { postmortem, postmortemFile } from '../../domain/postmortem.ts';
import type { Claim } from '../../store/claims.ts';
import { findMessage } from '../calls.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { learnNames, rememberedNames } from '../people.ts';
import { type EffectOf, inChannel, type Setting, withSlack } from './setting.ts';

/** Posts the postmortem as a file, once: a second try first looks whether the first one arrived. */
export const publishPostmortem = (setting: Setting): Handler<EffectOf<'publish_postmortem'>> =>
  withSlack(setting, ({ claim, effect, incident }) =>
    inChannel(incident, async (channel) => {
      const { client, store } = setting;
      const record = (file: string | null) => done({ type: 'record_postmortem', of: effect.of, file });
      const earlier = claim.maybeSent ? await postedEarlier(client, claim, channel, incident) : null;
      if (earlier) return record(earlier);
      const events = await store.events(incident.id);
      await namesFor(setting, claim, incident);
      const markdown = postmortem(events, await rememberedNames(store, events));
      // Only a record without an incident has none.
      if (markdown === null) return done();
      const picture = await setting.picture(incident, events).catch(() => null);
      return record(await uploadPostmortem(client, channel, incident, markdown, picture));
    }),
  );

/** Tries at a postmortem that wait for names; after that it has the ids of those who are not known. */
const triesForNames = 2;

async function namesFor(
  { client, store }: Setting,
  { attempts }: Claim,
  { people }: Incident,
): Promise<void> {
  try {
    await learnNames(client, store, people.keys());
  } catch (error) {
    if (attempts <= triesForNames) throw error;
  }
}

/** The file of an earlier try whose answer got lost: it has the right name, and the record does not know it. */
async function postedEarlier(
  client: WebClient,
  claim: Claim,
  channel: ChannelId,
  incident: Incident,
): Promise<string | null> {
  const fits = ({ id, name }: { id: string; name?: string | null | undefined }): boolean =>
    name === postmortemFile(incident) && !incident.postmortems.has(id);
  const message = await findMessage(client, claim, { channel }, ({ files }) => Boolean(files?.some(fits)));
  return message?.files?.find(fits)?.id ?? null;
}

const courseInWords =
  'Answer times and failed requests of the API over the incident, with its status changes';

const uploaded = z.object({ files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })) });

/** Uploads a postmortem, its picture beside it, with a short message; the postmortem's file id, if Slack tells it. */
export async function uploadPostmortem(
  client: WebClient,
  channel: ChannelId,
  incident: Incident,
  markdown: string,
  picture: Buffer | null = null,
): Promise<string | null> {
  const name = markedName(incident);
  const what = incident.status === 'CLOSED' ? 'Postmortem' : 'Draft of the postmortem';
  const document = { filename: postmortemFile(incident), title: `${what} of ${name}`, content: markdown };
  const drawn = picture
    ? [
        {
          filename: `incident-${incidentName(incident.id)}.png`,
          title: `Course of ${name}`,
          file: picture,
          alt_text: courseInWords,
        },
      ]
    : [];
  const answer = await client.filesUploadV2({
    channel_id: channel,
    file_uploads: [document, ...drawn],
    initial_comment: mrkdwn`${what} of ${name}: ${incident.title}`.value,
  });
  const told = uploaded.safeParse(answer);
  return told.success ? (told.data.files[0]?.files[0]?.id ?? null) : null;
}
