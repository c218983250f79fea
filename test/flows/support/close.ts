import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, postmortems } from './find-messages.ts';
import type { Scene } from './scene.ts';

/** What is written at a close. */
export const review = {
  Type: 'API outage',
  Summary: 'Intercom answered 503 to all API calls.',
  'Root cause': 'An outage of the Intercom REST API',
  'What fixed it': 'Intercom recovered',
  'Conversations affected': '412',
  'Users unable to reach support': '97',
  'Action items': 'Warm the cache every hour - Bob - 2026-12-01\nAlert on 5xx - Carol\nWrite it up',
};

/** Presses Close, fills what is given, and waits for the file. */
export async function close(
  set: Scene,
  channel: ChannelSnapshot,
  fields: Record<string, string> = {},
): Promise<string> {
  await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
  await set.alice.submit(fields);
  await set.settled();
  return postmortems(channel).at(-1)?.content ?? '';
}
