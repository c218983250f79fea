import type { JsonObject } from '../json.ts';
import type { Channel, Ephemeral, Message } from '../model.ts';
import { inTimeline } from '../mutations/messages.ts';
import { isSystem, systemText } from '../serializers/message.ts';
import { clockTime, dayOf } from '../text/dates.ts';
import { readBlocks, readObject } from '../views/elements.ts';
import type { View } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { blockLines } from './blocks.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { TranscriptReader } from './reader.ts';

const margin = '       ';

/**
 * A channel as plain text: its name and topic, then each message with time, author, content, reactions, pins, and
 * files, with its thread's replies below. With a reader's user ID, it's in their time zone and includes the messages
 * that only they see; otherwise it's in UTC.
 */
export function transcribe(state: WorkspaceState, channel: Channel, readerId: string | null): string {
  const reader = readerFor(state, readerId);
  const messages = channel.messages.filter(inTimeline);
  const ephemerals = state.team.ephemerals.filter((e) => e.channel === channel.id && e.user === readerId);
  const all = [...messages, ...ephemerals].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  let lastDay = '';
  const lines = all.flatMap((entry) => {
    const today = dayOf(reader, moment(entry.ts));
    const divider = today === lastDay ? [] : [`--- ${today} ---`];
    lastDay = today;
    const shown = 'from' in entry ? ephemeralLines(reader, entry) : withThread(state, reader, entry);
    return [...divider, ...shown];
  });
  return [...heading(channel), ...lines, ''].join('\n');
}

/** What one message or ephemeral shows, without author and time. */
export function readMessage(
  state: WorkspaceState,
  message: Message | Ephemeral,
  readerId: string | null,
): string {
  return contentLines(readerFor(state, readerId), message).join('\n');
}

/** A modal or Home tab as plain text: its title, fields with their values and errors, and its buttons. */
export function readView(state: WorkspaceState, view: View): string {
  const reader = readerFor(state, view.user);
  const text = (value: JsonObject | null): string => String(value?.text ?? '');
  const title = view.kind === 'modal' ? [`== ${text(readObject(view.definition.title))} ==`] : [];
  const lines = view.blocks.flatMap((block) => {
    const error = view.errors[String(block.block_id)];
    return [...blockLines(reader, [block], view.values), ...(error === undefined ? [] : [`  ! ${error}`])];
  });
  const buttons = [readObject(view.definition.close), readObject(view.definition.submit)]
    .filter((label) => label !== null)
    .map((label) => `[${text(label)}]`);
  return [...title, ...lines, ...(buttons.length > 0 ? [buttons.join(' ')] : []), ''].join('\n');
}

function readerFor(state: WorkspaceState, readerId: string | null): TranscriptReader {
  const zone = readerId === null ? 'UTC' : (state.team.users.get(readerId)?.tz ?? 'UTC');
  return { team: state.team, zone, now: state.clock.now() };
}

function heading(channel: Channel): string[] {
  const name = channel.kind === 'im' ? 'Direct message' : `#${channel.name}`;
  const topic = channel.topic.value === '' ? '' : `: ${channel.topic.value}`;
  const links = channel.bookmarks.map(({ title, link }) => `${title} (${link})`);
  return [
    `${name}${channel.archived ? ' (archived)' : ''}${topic}`,
    ...(links.length > 0 ? [`Bookmarks: ${links.join(', ')}`] : []),
  ];
}

function withThread(state: WorkspaceState, reader: TranscriptReader, message: Message): string[] {
  const replies = state.team.replies(message.channel, message.ts);
  return [
    ...messageLines(state, reader, message),
    ...replies.flatMap((reply) => messageLines(state, reader, reply).map((line) => `    | ${line}`)),
  ];
}

function messageLines(state: WorkspaceState, reader: TranscriptReader, message: Message): string[] {
  const time = clockTime(reader, moment(message.ts));
  if (message.tombstone) return [`${time}  This message was deleted.`];
  if (isSystem(message)) return [`${time}  - ${renderMrkdwn(reader, systemText(message))}`];
  const content = contentLines(reader, message);
  if (showsEdit(state, message)) {
    content.push(`${content.pop() ?? ''} (edited)`);
  }
  const author = state.team.users.get(message.author)?.name ?? message.author;
  return [`${time}  ${author}`, ...[...content, ...marks(state, message)].map((line) => margin + line)];
}

/** Whether a message shows "(edited)". Slack: not if an app updates a message with blocks. */
export function showsEdit(state: WorkspaceState, message: Message): boolean {
  if (message.edited === null) return false;
  const byBot = state.team.users.get(message.author)?.role === 'bot';
  return !byBot || message.blocks.length === 0;
}

function ephemeralLines(reader: TranscriptReader, ephemeral: Ephemeral): string[] {
  const time = clockTime(reader, moment(ephemeral.ts));
  const content = contentLines(reader, ephemeral);
  return [`${time}  (only visible to you)`, ...content.map((line) => margin + line)];
}

function contentLines(reader: TranscriptReader, message: Message | Ephemeral): string[] {
  const shown = message.blocks.length > 0 ? blockLines(reader, message.blocks) : [];
  const text =
    message.blocks.length > 0 || message.text === '' ? [] : renderMrkdwn(reader, message.text).split('\n');
  const attached = message.attachments.flatMap((attachment) => [
    ...blockLines(reader, readBlocks(attachment.blocks)),
    ...renderMrkdwn(reader, String(attachment.text ?? attachment.fallback ?? '')).split('\n'),
  ]);
  return [...text, ...shown, ...attached.filter((line) => line !== '').map((line) => `| ${line}`)];
}

function marks(state: WorkspaceState, message: Message): string[] {
  const files = message.files.map((id) => {
    const file = state.team.files.get(id);
    return file?.state === 'deleted' ? '[file deleted]' : `[file: ${file?.name ?? id}]`;
  });
  const pinned = state.team.channels.get(message.channel)?.pins.some((pin) => pin.ts === message.ts);
  const reactions = message.reactions.map(({ name, users }) => `:${name}: ${users.length}`);
  return [...files, ...(pinned ? ['(pinned)'] : []), ...(reactions.length > 0 ? [reactions.join('  ')] : [])];
}

function moment(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}
