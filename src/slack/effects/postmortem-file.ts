import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { formerDuplicates, recordWithDuplicates } from '../../app/duplicates.ts';
import type { Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import { correctsFiles, filesOn } from '../../domain/incident/ending/documents.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import { incidentName, type UserId } from '../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../domain/incident/incident.ts';
import { namedWithDuplicates } from '../../domain/records/duplicates.ts';
import { changedSince, postmortem, postmortemFile, versionOf } from '../../domain/records/postmortem.ts';
import type { Claim } from '../../store/claims.ts';
import { learnNames, rememberedNames } from '../api/display-names.ts';
import { type Destination, findMessage, type SeenFile } from '../api/messages.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';

/** Posts the postmortem as a file, once: a second attempt first looks whether the first one arrived. */
export const publishPostmortem = (context: EffectContext): Handler<EffectOf<'publish_postmortem'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, store } = context;
    const { events, duplicates } = await recordWithDuplicates(store, incident.id);
    const record = (file: string | null, asOf = effect.of) =>
      done({ type: 'record_postmortem', of: effect.of, file, asOf });
    const version = versionOf(events, effect.of);
    const place = { channel, ...threadOf(incident, events, effect.of) };
    const earlier = await fileOfEarlierTry(client, claim, place, { incident, events, version });
    if (earlier) return record(earlier);
    await namesFor(context, claim, namedWithDuplicates(incident, duplicates));
    const names = await rememberedNames(store, [events, ...duplicates].flat());
    const markdown = postmortem(events, names, duplicates);
    // Only a record without an incident has none.
    if (markdown === null) return done();
    const picture = await context.picture(incident, events).catch(() => null);
    const former = await formerDuplicates(store, events, duplicates);
    const changed = changedSince(events, names, duplicates, former);
    const document = { markdown, picture, version, changed };
    return record(await uploadPostmortem(client, place, incident, document), events.length);
  });

/** A version that only corrects an entry or an action item is posted in the headline's thread: it's not news for the channel. */
function threadOf(
  { headline, channel }: Incident,
  events: readonly Recorded[],
  of: number,
): Pick<Destination, 'thread'> {
  const cause = events.find(({ seq }) => seq === of);
  const stands = headline !== null && headline.channel === channel?.id;
  return cause && correctsFiles(cause.event) && stands ? { thread: headline.ts } : {};
}

/** How many attempts at a postmortem wait for names; after that it has the IDs of unknown people. */
const triesForNames = 2;

/** Looks up the names of people in a document. */
export async function namesFor(
  { client, store }: EffectContext,
  { attempts }: Claim,
  people: readonly UserId[],
): Promise<void> {
  try {
    await learnNames(client, store, people);
  } catch (error) {
    if (attempts <= triesForNames) throw error;
  }
}

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

/** Part of the title of a later postmortem, which distinguishes it from the first. */
const marked = (version: number): string => (version > 1 ? `, version ${version}` : '');
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

/** What the file is by now: a cancelled incident needs no postmortem. */
function kindOf({ status }: Incident): string {
  if (status === 'CANCELLED') return 'Record so far';
  return status === 'CLOSED' ? 'Postmortem' : 'Draft postmortem';
}

/** Uploads a postmortem and its chart with a short message; returns the postmortem's file ID if Slack gives it. */
export async function uploadPostmortem(
  client: WebClient,
  { channel, thread }: Destination,
  incident: Incident,
  { markdown, picture = null, version = 1, changed = [] }: Document,
): Promise<string | null> {
  const name = markedName(incident);
  const title = `${kindOf(incident)} of ${name}${marked(version)}`;
  const document = { filename: postmortemFile(incident), title, content: markdown };
  const drawn = picture
    ? [
        {
          filename: `incident-${incidentName(incident.id)}.png`,
          title: `Chart of ${name}`,
          file: picture,
          alt_text: courseInWords,
        },
      ]
    : [];
  const news = changed.length > 0 ? `. Changed: ${changed.join(', ')}.` : '';
  const answer = await client.filesUploadV2({
    channel_id: channel,
    ...(thread && { thread_ts: thread }),
    file_uploads: [document, ...drawn],
    initial_comment: mrkdwn`${title}: ${incident.title}${news}`.value,
  });
  const uploads = uploaded.safeParse(answer);
  return uploads.success ? (uploads.data.files[0]?.files[0]?.id ?? null) : null;
}
