import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { formerDuplicates } from '../../../app/duplicates.ts';
import type { Handler } from '../../../app/worker/attempt.ts';
import { done, unneeded } from '../../../app/worker/outcome.ts';
import { changesPostmortem, filesOn, isDeletion } from '../../../domain/incident/ending/documents.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import { incidentName } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { changedSince, postmortem, postmortemFile } from '../../../domain/records/postmortem.ts';
import type { Claim } from '../../../store/claims.ts';
import { type Destination, findMessage, type SeenFile } from '../../api/messages.ts';
import { postmortemComment, postmortemTitle } from '../../text/postmortem-comment.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { namedRecord } from './named-record.ts';
import { threadOf } from './postmortem-carrier.ts';

/**
 * Posts the postmortem as a file, once: a second attempt first looks whether the first one arrived. A change that leaves
 * nothing different needs no new file.
 */
export const publishPostmortem = (context: EffectContext): Handler<EffectOf<'publish_postmortem'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, store } = context;
    const { events, duplicates, name } = await namedRecord(context, claim, incident);
    const version = incident.publication.versions + 1;
    const former = await formerDuplicates(store, events, duplicates);
    const changed = changedSince(events, name, duplicates, former);
    const cause = events.find(({ seq }) => seq === effect.of)?.event;
    const correction = cause && changesPostmortem(cause) ? cause : null;
    const place = { channel, ...(correction && (await threadOf(client, incident, channel))) };
    const record = (file: string | null, asOf = effect.of) =>
      done({ type: 'record_postmortem', of: effect.of, file, asOf, version, changed });
    const earlier = await fileOfEarlierTry(client, claim, place, { incident, events, version });
    if (earlier) return record(earlier);
    if (correction && version > 1 && changed.length === 0 && !isDeletion(correction)) return unneeded();
    const markdown = postmortem(events, name, duplicates);
    // Only a record without an incident has none.
    if (markdown === null) return done();
    const picture = await context.picture(incident, events).catch(() => null);
    const document = { markdown, picture, version, changed };
    return record(await uploadPostmortem(client, place, incident, document), events.length);
  });

/**
 * The file of an earlier attempt whose response was lost: its name and version match, and the record doesn't know it.
 */
export async function fileOfEarlierTry(
  client: WebClient,
  claim: Claim,
  place: Destination,
  about: { incident: Incident; events: readonly Recorded[]; version?: number },
): Promise<string | null> {
  if (!claim.maybeSent) return null;
  const { incident, events, version = 1 } = about;
  const known = filesOn(events);
  const fits = ({ id, name, title }: SeenFile): boolean =>
    name === postmortemFile(incident) && versionIn(title ?? '') === version && !known.has(id);
  const message = await findMessage(client, claim, place, ({ files }) => Boolean(files?.some(fits)));
  return message?.files?.find(fits)?.id ?? null;
}

const courseInWords =
  'Chart of API response times and failed requests during the incident, with its status changes';

const uploaded = z.object({ files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })) });

const versionIn = (title: string): number => Number(/, version (\d+)$/.exec(title)?.[1] ?? 1);

/**
 * What is uploaded for a postmortem. `version`: above 1 for a later one; `changed`: what differs from the one before.
 */
type Document = {
  readonly markdown: string;
  readonly picture?: Buffer | null;
  readonly version?: number;
  readonly changed?: readonly string[];
};

/** Uploads a postmortem and its chart with a short message; returns the postmortem's file ID if Slack gives it. */
export async function uploadPostmortem(
  client: WebClient,
  { channel, thread }: Destination,
  incident: Incident,
  { markdown, picture = null, version = 1, changed = [] }: Document,
): Promise<string | null> {
  const document = {
    filename: postmortemFile(incident),
    title: postmortemTitle(incident, version),
    content: markdown,
  };
  const drawn = picture
    ? [
        {
          filename: `incident-${incidentName(incident.id)}.png`,
          title: `Chart of ${markedName(incident)}`,
          file: picture,
          alt_text: courseInWords,
        },
      ]
    : [];
  const answer = await client.filesUploadV2({
    channel_id: channel,
    ...(thread && { thread_ts: thread }),
    file_uploads: [document, ...drawn],
    initial_comment: postmortemComment(incident, { version, changed }).value,
  });
  const uploads = uploaded.safeParse(answer);
  return uploads.success ? (uploads.data.files[0]?.files[0]?.id ?? null) : null;
}
