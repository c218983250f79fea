import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from '../scene.ts';

/** Slack takes no message, or nothing at all, until the returned function is called. */
export const outage = ({ workspace }: Scene, method = 'chat.postMessage'): (() => void) =>
  workspace.faults.add({ method, times: 99_999, answer: { status: 503 } });

/** The cards of the checks, as they read now. */
export const cards = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.messages.filter(({ text }) => /^(?:Checks now|Last checks): /u.test(text));

/** Which messages there are, and what they say. */
export const words = (messages: readonly MessageSnapshot[]) => messages.map(({ ts, text }) => [ts, text]);
