import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { linkLabel } from '../../domain/incident/link.ts';
import { slackError } from '../api/failures.ts';
import { permalink, postmortemLink } from '../text/permalink.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';
import { livingIn } from './living-in.ts';

const existing = z.object({
  bookmarks: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        link: z.string().nullish(),
        last_updated_by_user_id: z.string().nullish(),
      }),
    )
    .default([]),
});

/**
 * A link at the top of a channel. `moves`: its title is one of the bot's own, so it can be replaced by a newer link.
 */
type Bookmark = { readonly title: string; readonly link: string; readonly moves: boolean };

/**
 * Incidents that follow each other in one channel share its bookmarks: each has to find what the other adds, and to leave
 * what the other needs.
 */
const inTurn = <Result>(context: EffectContext, channel: ChannelId, work: () => Promise<Result>) =>
  context.oneAtATime("the channel's bookmarks", channel, work);

async function bookmarksIn({ client }: EffectContext, channel_id: ChannelId) {
  return existing.parse(await client.bookmarks.list({ channel_id })).bookmarks;
}

/**
 * Syncs the bookmarks of the incident channel: Intercom's status page, the call, the latest diagnosis with its steps,
 * the postmortem after the close, and links that people added. Existing links stay as people left them, so running
 * this twice adds nothing twice. If a title exists already, only the bot's own bookmark is moved to the newer link, and
 * none of an incident that came to the channel later.
 */
export const syncBookmarks = (context: EffectContext): Handler<EffectOf<'sync_bookmarks'>> =>
  inIncidentChannel(context, async ({ incident, channel }) => {
    await inTurn(context, channel, () => sync(context, incident, channel));
    return done();
  });

async function sync(context: EffectContext, incident: Incident, channel_id: ChannelId): Promise<void> {
  const { client } = context;
  const bookmarks = await bookmarksIn(context, channel_id);
  const newer = addressesOf(context, await livingIn(context, channel_id, (id) => id > incident.id));
  for (const { title, link, moves } of wanted(context, incident)) {
    if (bookmarks.some((bookmark) => address(bookmark.link) === address(link))) continue;
    const own = bookmarks.find(
      (bookmark) => moves && bookmark.title === title && bookmark.last_updated_by_user_id === context.self(),
    );
    if (own && newer.has(address(own.link))) continue;
    if (own) await client.bookmarks.edit({ channel_id, bookmark_id: own.id, link });
    else await client.bookmarks.add({ channel_id, title, type: 'link', link });
  }
}

/** Removes the bot's bookmarks from a channel that an incident has left, except for those of others that live there. */
export const takeBookmarks = (
  context: EffectContext,
  incident: Incident,
  channel: ChannelId,
): Promise<void> =>
  inTurn(context, channel, async () => {
    const bookmarks = await bookmarksIn(context, channel);
    const kept = addressesOf(context, await livingIn(context, channel, (id) => id !== incident.id));
    for (const { id, link, last_updated_by_user_id: by } of bookmarks)
      if (by === context.self() && !kept.has(address(link)))
        await removeBookmark(context.client, channel, id);
  });

/** One that is gone already is fine. */
async function removeBookmark(client: WebClient, channel_id: ChannelId, bookmark_id: string): Promise<void> {
  try {
    await client.bookmarks.remove({ channel_id, bookmark_id });
  } catch (error) {
    if (slackError(error) !== 'not_found') throw error;
  }
}

/** Normalizes a link: `https://example.com` and `https://example.com/` are the same page. */
const address = (link: string | null | undefined): string | null =>
  link && URL.canParse(link) ? new URL(link).href : null;

/** The links that incidents want, normalized. */
const addressesOf = (context: EffectContext, incidents: readonly Incident[]): ReadonlySet<string | null> =>
  new Set(incidents.flatMap((one) => wanted(context, one)).map(({ link }) => address(link)));

function wanted(context: EffectContext, incident: Incident): Bookmark[] {
  const { channel, diagnoses } = incident;
  const diagnosis = [...diagnoses.values()].findLast(({ ts }) => ts !== null);
  const workspace = context.workspaceUrl();
  const links: [string, string | null | undefined][] = [
    ['Intercom status', context.statusPage],
    ['Call', context.callLink(incident.id)],
    ['Diagnosis and steps', channel && diagnosis?.ts && permalink(workspace, channel.id, diagnosis.ts)],
    ['Postmortem', postmortemLink(workspace, context.self(), incident)],
  ];
  return [
    ...links.flatMap(([title, link]) => (link ? [{ title, link, moves: true }] : [])),
    ...incident.links.values().map((one) => ({ title: linkLabel(one), link: one.url, moves: false })),
  ];
}
