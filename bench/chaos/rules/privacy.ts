import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { botMessagesIn, effectOf, eventsOf, type IncidentEvidence } from '../evidence/evidence.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './operations.ts';

/**
 * Nothing is posted elsewhere about an incident that was declared private: its channel is private, and no other channel
 * has a message from the bot with its name or title; direct messages about it go only to members.
 */
export function checkPrivacy(one: IncidentEvidence, workspace: Workspace): Violation[] {
  const { name, channel } = one;
  if (!eventsOf(one, 'opened').some(({ event }) => event.visibility === 'members')) return [];
  const leaks = workspace.channels
    .filter((other) => other.id !== channel?.id && !isMembers(other, channel))
    .flatMap((other) => botMessagesIn(workspace, other).filter((message) => tellsOf(one, message)))
    .map(({ text, channel: where, ts }) => leak(name, `"${text}" in ${where}`, ts));
  return channel && channel.kind !== 'private'
    ? [...leaks, leak(name, 'its channel is open to everybody', `#${channel.name}`)]
    : leaks;
}

/** Whether a channel is a direct message with a member. */
const isMembers = (other: ChannelSnapshot, own: ChannelSnapshot | null): boolean =>
  other.kind === 'im' && (own === null || other.members.every((member) => own.members.includes(member)));

/** Whoever was given a role was meant to know about it, even if someone else has the role by now. */
const tellsOf = (one: IncidentEvidence, message: MessageSnapshot): boolean =>
  !effectOf(message).startsWith('brief_role:') &&
  (message.text.includes(firstTitle(one)) || new RegExp(`\\b${one.name}\\b`, 'u').test(message.text));

const leak = (incident: string, what: string, look: string): Violation => ({
  kind: 'untrue',
  incident,
  what: `posted outside its channel, for whose members alone it was declared: ${what}`,
  look,
});
