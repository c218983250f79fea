import type { ChannelId, MessageTs } from '../domain/ids.ts';

/**
 * A message's link, as chat.getPermalink makes it (measured): built here, because a link is no reason to wait for
 * Slack. `workspaceUrl` is what auth.test calls `url`; a reply names its thread.
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
