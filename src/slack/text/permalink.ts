import type { ChannelId, MessageTs, UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { postmortemFile } from '../../domain/records/postmortem.ts';

/**
 * Builds a message's link the way chat.getPermalink does (measured): a link is no reason to wait for Slack.
 * `workspaceUrl` is auth.test's `url`; a reply names its thread.
 */
export function permalink(
  workspaceUrl: string,
  channel: ChannelId,
  ts: MessageTs,
  thread?: MessageTs,
): string {
  const link = new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspaceUrl);
  if (thread && thread !== ts)
    link.search = new URLSearchParams({ thread_ts: thread, cid: channel }).toString();
  return link.href;
}

/** Builds a file's link like the `permalink` of Slack's file object: `user` uploaded it under `name`. */
export const filePermalink = (workspaceUrl: string, user: UserId, file: string, name: string): string =>
  new URL(`files/${user}/${file}/${name.toLowerCase()}`, workspaceUrl).href;

/** The link of the latest postmortem file, which `self` uploaded; null before there is one. */
export function postmortemLink(workspaceUrl: string, self: UserId, incident: Incident): string | null {
  const file = incident.postmortems.keys().at(-1);
  return file ? filePermalink(workspaceUrl, self, file, postmortemFile(incident)) : null;
}
