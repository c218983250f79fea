import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type {
  ChannelSnapshot,
  EphemeralSnapshot,
  FileSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from './scene.ts';

/** The headline of an incident channel. Throws when there is not exactly one. */
export function headline(channel: ChannelSnapshot): MessageSnapshot {
  const found = channel.messages.filter(({ text }) => /^\[P\d\] INCIDENT/.test(text));
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`#${channel.name} has ${found.length} headlines.`);
  return one;
}

/** The announcements, without what stands in their threads. */
export const announcements = ({ workspace }: Pick<Scene, 'workspace'>): MessageSnapshot[] =>
  workspace.channel('incidents').posts.filter(({ text }) => /^\*\[P\d\] INCIDENT/.test(text));

/** The lines of the headline's text by their labels, and its first line as `title`. */
export function facts(channel: ChannelSnapshot): Record<string, string> {
  const [title = '', ...lines] = headline(channel).text.split('\n');
  const split = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { title, ...Object.fromEntries(split) };
}

/** The diagnoses in a channel, oldest first. */
export const diagnoses = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.messages.filter(({ text }) => text.startsWith('Whose problem: '));

/** The latest diagnosis. Throws when there is none. */
export function diagnosis(channel: ChannelSnapshot): MessageSnapshot {
  const found = diagnoses(channel).at(-1);
  if (!found) throw new Error(`#${channel.name} has no diagnosis.`);
  return found;
}

/** What is behind the latest diagnosis, in its thread. Throws when it is not there, or twice. */
export function details(channel: ChannelSnapshot): MessageSnapshot {
  const [one, ...more] = channel
    .thread(diagnosis(channel).ts)
    .filter(({ text }) => text.startsWith('Details of this diagnosis'));
  if (!one || more.length > 0)
    throw new Error(`#${channel.name} has no details, or ${more.length} too many.`);
  return one;
}

/** The reminders that still wait for an answer. */
export const reminders = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.messages.filter(({ buttons }) => buttons.includes('Snooze 15 min'));

/** The bot's messages in a channel or thread that contain these words. */
export const botMessages = (channel: ChannelSnapshot, words: string): MessageSnapshot[] =>
  channel.messages
    .flatMap((message) => [message, ...channel.thread(message.ts)])
    .filter(({ text, author }, i, all) => {
      const first = all.findIndex((other) => other.ts === all[i]?.ts) === i;
      return first && author === 'incident_bot' && text.includes(words);
    });

/** What this person was told last, for their eyes only. Throws when there is nothing. */
export function lastEphemeral(who: Person): EphemeralSnapshot {
  const last = who.ephemerals().at(-1);
  if (!last) throw new Error(`${who.name} was told nothing.`);
  return last;
}

/** The postmortems that were posted in a channel, oldest first; not the pictures beside them. */
export const postmortems = (channel: ChannelSnapshot): FileSnapshot[] =>
  channel.files.filter(({ name }) => name.startsWith('postmortem-'));
