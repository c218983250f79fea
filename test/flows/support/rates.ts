import type { RecordedCall } from '../../../packages/slack-sandbox/slack/api/call-log.ts';

const minute = 60_000;

/**
 * Slack's tiers by method, in calls a minute (docs.slack.dev, "Rate limits": tiers 1 to 4 are 1+, 20+, 50+ and
 * 100+; auth.test several hundred; posting several hundred messages a minute in a workspace, for which 300 stand).
 */
const perMinute: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.setTopic': 20,
  'pins.add': 20,
  'bookmarks.add': 20,
  'bookmarks.edit': 20,
  'bookmarks.list': 50,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
  'chat.delete': 50,
  'chat.update': 50,
  'conversations.invite': 50,
  'conversations.info': 50,
  'conversations.join': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'users.conversations': 50,
  'users.info': 100,
  'apps.connections.open': 1,
  'auth.test': 600,
  'views.open': 100,
  'chat.postEphemeral': 100,
  'chat.postMessage': 300,
};

/** Slack: one message a second in a channel, short bursts tolerated. What counts as short here. */
const burst = 3;

/** The most calls of each method in any minute, where that is more than its tier allows. */
export function overTier(calls: readonly RecordedCall[]): string[] {
  return Object.entries(perMinute).flatMap(([method, limit]) => {
    const times = calls.filter((call) => call.method === method).map(({ at }) => at);
    const most = Math.max(
      0,
      ...times.map((from) => times.filter((at) => at >= from && at < from + minute).length),
    );
    return most > limit ? [`${method}: ${most} in a minute, of ${limit}`] : [];
  });
}

/** Channels in which more was posted than a message a second after a short burst. */
export function overPosting(calls: readonly RecordedCall[]): string[] {
  const byChannel = new Map<string, number[]>();
  for (const { method, args, at } of calls)
    if (method === 'chat.postMessage')
      byChannel.set(String(args.channel), [...(byChannel.get(String(args.channel)) ?? []), at]);
  return [...byChannel].flatMap(([channel, times]) => {
    const tooMany = times.some((from, i) =>
      times.slice(i).some((at, more) => more + 1 > burst + (at - from) / 1_000 + 0.001),
    );
    return tooMany ? [`${channel}: ${times.length} messages`] : [];
  });
}

/** Every method has a tier here, or needs none: the names of those that were called and are not known. */
export const unknownTiers = (calls: readonly RecordedCall[]): string[] => [
  ...new Set(calls.map(({ method }) => method).filter((method) => !(method in perMinute))),
];
