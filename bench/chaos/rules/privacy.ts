import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { botMessagesIn, effectOf, eventsOf, type IncidentEvidence, peopleIn } from '../evidence/evidence.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './operations.ts';

/**
 * Nothing about an incident that is private stands elsewhere, whether it was declared so or became so: its channel is
 * private, and no other channel, announcement, thread, file, or Home tab of somebody else shows its name or title; direct
 * messages about it are with members only.
 */
export function checkPrivacy(one: IncidentEvidence, workspace: Workspace): Violation[] {
  const { name, incident, channel } = one;
  if (incident.privateTo === null) return [];
  const elsewhere = workspace.channels.filter(
    (other) => other.id !== channel?.id && !isMembers(other, channel),
  );
  const messages = elsewhere.flatMap((other) =>
    botMessagesIn(workspace, other)
      .filter((message) => !isBriefOfMember(one, message) && tellsOf(one, shownIn(message)))
      .map(({ text, ts }) => leak(name, `"${text}" in #${other.name} (${other.id})`, ts)),
  );
  const files = elsewhere.flatMap((other) =>
    other.files
      .filter((file) => tellsOf(one, [file.name, file.title, file.content].join(' ')))
      .map((file) => leak(name, `the file ${file.name} in #${other.name} (${other.id})`, file.title)),
  );
  const homes = peopleIn(workspace)
    .filter((person) => !channel?.members.includes(person.name))
    .filter(({ homeScreen }) => tellsOf(one, homeScreen ?? ''))
    .map((person) => leak(name, `the Home tab of ${person.name}`, person.homeScreen ?? ''));
  return [
    ...messages,
    ...files,
    ...homes,
    ...(channel && channel.kind !== 'private'
      ? [leak(name, 'its channel is open to everybody', `#${channel.name}`)]
      : []),
  ];
}

/** Whether a channel is a direct message with a member. */
const isMembers = (other: ChannelSnapshot, own: ChannelSnapshot | null): boolean =>
  other.kind === 'im' && (own === null || other.members.every((member) => own.members.includes(member)));

/** Whoever was given a role in one declared as private was a member then, even if someone else has the role by now. */
const isBriefOfMember = (one: IncidentEvidence, message: MessageSnapshot): boolean =>
  effectOf(message).startsWith('brief_role:') &&
  eventsOf(one, 'opened').some(({ event }) => event.visibility === 'members');

const shownIn = ({ text, blocks, attachments }: MessageSnapshot): string =>
  `${text} ${JSON.stringify([blocks, attachments])}`;

const tellsOf = (one: IncidentEvidence, text: string): boolean =>
  text.includes(firstTitle(one)) || new RegExp(`\\b${one.name}\\b`, 'u').test(text);

const leak = (incident: string, what: string, look: string): Violation => ({
  kind: 'untrue',
  incident,
  what: `shown outside its channel, for whose members alone it is: ${what}`,
  look,
});
