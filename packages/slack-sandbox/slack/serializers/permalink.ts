import type { Message } from '../model.ts';
import type { Settings } from '../settings.ts';

/** A message's permalink as Slack forms it; replies name their thread. */
export function permalink(settings: Settings, message: Message): string {
  const path = `/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${message.channel}`;
  return `https://${settings.teamDomain}.slack.com${path}${thread}`;
}
