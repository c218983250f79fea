import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { incidentName, type UserId } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { broughtIn } from '../../../src/domain/incident/people/brought-in.ts';
import { commanderRole, holderOf } from '../../../src/domain/incident/people/roles.ts';
import { pastFinding } from '../../../src/domain/records/headline.ts';
import { oneLine } from '../../../src/domain/text/text.ts';
import { emptiedAnnouncement } from '../../../src/slack/views/announcement.ts';
import { botMessagesIn, effectOf, type IncidentEvidence } from '../evidence/evidence.ts';
import { channelsLeft, hasMoved } from '../evidence/moves.ts';
import { once, type Violation } from '../violation.ts';

/** What Slack has for an incident, each once and matching the record: channel, headline, pin, announcement. */
export function checkStanding(one: IncidentEvidence, workspace: Workspace): Violation[] {
  const { name, incident, channel, announcements } = one;
  if (!channel || !incident.channel)
    return [{ kind: 'lost', incident: name, what: 'its channel', look: 'ensure_channel in the outbox' }];
  const look = `#${channel.name}`;
  const headlines = one.messages.filter(({ text }) => /^\[P[1-4]\] INCIDENT: /u.test(text));
  const pins = channel.pins.filter((pin) => effectOf(pin).startsWith(`sync_headline:${incident.id}#`));
  const named = workspace.channels.filter((other) => other.name.startsWith(`inc-${incident.id}-`));
  const own = incident.adopted ? 0 : 1;
  // A person can make the one that it has left private as well.
  const left = channelsLeft(one);
  const current = named.filter(({ id }) => !left.has(id));
  return [
    ...once(name, 'channels', current.length, named.map((other) => `#${other.name}`).join(' '), {
      least: own,
      most: own,
    }),
    ...once(name, 'headlines', headlines.length, look),
    ...once(name, 'pinned headlines', pins.length, look),
    ...once(name, 'announcements', announcements.length, '#incidents', {
      // One that hadn't been announced before it became private isn't announced anywhere.
      least: incident.privateTo ? 0 : 1,
      most: 1,
    }),
    ...headlines.slice(0, 1).flatMap((message) => checkHeadline(one, message)),
    ...announcements.slice(0, 1).flatMap(({ text }) => {
      const right = incident.privateTo
        ? text === emptiedAnnouncement.text
        : text.includes(`Status: ${incident.status}`) && text.includes(`[${incident.severity}]`);
      return right ? [] : [disagree(name, `the announcement says "${text}"`, '#incidents')];
    }),
    ...(isTopicOf(incident, channel.topic) ? [] : [disagree(name, `the topic is "${channel.topic}"`, look)]),
    ...checkBookmarks(one, channel.bookmarks),
    ...[...belonging(incident)]
      .filter((user) => user !== workspace.botUserId)
      .map((user) => workspace.person(user).name)
      .filter((person) => !channel.members.includes(person))
      .map((person): Violation => ({ kind: 'lost', incident: name, what: `${person} in the channel`, look })),
  ];
}

/** The topic of the bot's own channels says what they are about; that of an adopted channel stays empty, as it was. */
function isTopicOf({ adopted, status, severity, id }: Incident, topic: string): boolean {
  if (adopted) return topic === '';
  return topic.startsWith(
    `${status === 'CANCELLED' ? 'CANCELLED: ' : ''}[${severity}] ${incidentName(id)}: `,
  );
}

/** Whom the bot adds to the channel; in an adopted one too, anyone with a role. */
function belonging(incident: Incident): ReadonlySet<UserId> {
  const held = [commanderRole, ...incident.roles.keys()].map((role) => holderOf(incident, role));
  return new Set([...broughtIn(incident), ...held.filter((user) => user !== null)]);
}

/** Links that people added are bookmarked, and none twice. */
function checkBookmarks(
  { name, incident }: IncidentEvidence,
  bookmarks: readonly { readonly link: string }[],
): Violation[] {
  const links = bookmarks.map(({ link }) => link);
  const count = (url: string): number => links.filter((link) => link === url).length;
  return [
    ...incident.links.keys().flatMap((url) => once(name, `bookmarks of ${url}`, count(url), 'its bookmarks')),
    ...[...new Set(links)]
      .filter((url) => count(url) > 1)
      .map((url): Violation => ({ kind: 'twice', incident: name, what: `the bookmark ${url}`, look: url })),
  ];
}

/** Since when it has been over depends on when this was written; that it's over doesn't. */
const sinceWhen = /^(Cause|Action): (Last problem|Last check|Earlier check), .+? UTC: /u;

/** What triage found is in the past tense once the checks say otherwise, or the incident is over. */
function finding(incident: Incident, line: 'cause' | 'action'): string {
  const past = pastFinding(incident, line)?.words.split(',')[0];
  return `${past ? `${past}: ` : ''}${known(incident[line]?.text)}`;
}

/** The lines of the headline, except the one that depends on when it was written. */
function checkHeadline({ name, incident }: IncidentEvidence, message: MessageSnapshot): Violation[] {
  const lines = message.text.split('\n').map((line) => unescaped(line).replace(sinceWhen, '$1: $2: '));
  const wanted = [
    `[${incident.severity}] INCIDENT: Intercom Integration`,
    `Status: ${incident.status}`,
    `Impact: ${known(incident.impact)}`,
    `Cause: ${finding(incident, 'cause')}`,
    `Action: ${finding(incident, 'action')}`,
    `Commander: ${incident.commander ? `<@${incident.commander}>` : 'Unassigned'}`,
  ];
  return wanted
    .filter((line) => !lines.includes(line))
    .map((line) =>
      disagree(name, `the headline does not say "${line}" but "${lines.join(' | ')}"`, effectOf(message)),
    );
}

const known = (text: string | null | undefined): string => oneLine(text ?? '') || 'Not known yet';

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const disagree = (incident: string, what: string, look: string): Violation => ({
  kind: 'disagree',
  incident,
  what,
  look,
});

/**
 * Every channel that the bot created belongs to an incident, or did until that moved out of it. One that was being created
 * at that moment stays empty.
 */
export function checkOrphans(cases: readonly IncidentEvidence[], workspace: Workspace): Violation[] {
  const owned = new Set<string | undefined>(
    cases.flatMap((one) => [one.incident.channel?.id, ...channelsLeft(one)]),
  );
  const isLeft = (other: ChannelSnapshot): boolean =>
    botMessagesIn(workspace, other).length === 0 &&
    cases.some((one) => hasMoved(one) && other.name.startsWith(`inc-${one.incident.id}-`));
  return workspace.channels
    .filter((other) => other.name.startsWith('inc-') && !owned.has(other.id) && !isLeft(other))
    .map(({ name }) => ({
      kind: 'twice',
      incident: `#${name}`,
      what: 'a channel that belongs to no incident',
      look: 'ensure_channel, which looks for a channel of an earlier try',
    }));
}
