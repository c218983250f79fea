import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, type Outcome, postponed } from '../../app/worker/outcome.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { linkLabel } from '../../domain/incident/link.ts';
import { NoTurn, Turns } from '../api/turns.ts';
import { permalink, postmortemLink } from '../text/permalink.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';

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

/** How long to wait for another incident's bookmarks in the same channel, and then before the next attempt, ms. */
const waitsMs = 1_000;

/**
 * A link at the top of a channel. `moves`: its title is one of the bot's own, so it can be replaced by a newer link.
 */
type Bookmark = { readonly title: string; readonly link: string; readonly moves: boolean };

/**
 * Syncs the bookmarks of the incident channel: Intercom's status page, the call, the latest diagnosis with its steps,
 * the postmortem after the close, and links that people added. Existing links stay as people left them, so running
 * this twice adds nothing twice. If a title exists already, only the bot's own bookmark is moved to the newer link.
 */
export function syncBookmarks(context: EffectContext): Handler<EffectOf<'sync_bookmarks'>> {
  // Incidents that follow each other in one channel share its bookmarks: each has to find what the other adds.
  const turns = new Turns(waitsMs, 1);
  return inIncidentChannel(context, async ({ incident, channel }) => {
    try {
      return await turns.take(channel, () => sync(context, incident, channel));
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      return postponed(
        "waiting for another incident's bookmarks in the channel",
        context.clock.now() + waitsMs,
      );
    }
  });
}

async function sync(context: EffectContext, incident: Incident, channel_id: ChannelId): Promise<Outcome> {
  const { client } = context;
  const { bookmarks } = existing.parse(await client.bookmarks.list({ channel_id }));
  for (const { title, link, moves } of wanted(context, incident)) {
    if (bookmarks.some((bookmark) => address(bookmark.link) === address(link))) continue;
    const outdated = bookmarks.find(
      (bookmark) => moves && bookmark.title === title && bookmark.last_updated_by_user_id === context.self(),
    );
    if (outdated) await client.bookmarks.edit({ channel_id, bookmark_id: outdated.id, link });
    else await client.bookmarks.add({ channel_id, title, type: 'link', link });
  }
  return done();
}

/** Normalizes a link: `https://example.com` and `https://example.com/` are the same page. */
const address = (link: string | null | undefined): string | null =>
  link && URL.canParse(link) ? new URL(link).href : null;

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
