import { z } from 'zod';
import { type ChannelId, channelIdSchema, type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { wordsOf } from './message-text.ts';

/** The visible part of a message as Slack's methods return it. */
export const shownSchema = z.object({
  text: z.string().default(''),
  bot_id: z.string().nullish(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
  attachments: z.array(z.looseObject({})).default([]),
  /** For a deleted file, Slack leaves its ID and the mode `tombstone`. */
  files: z.array(z.object({ name: z.string().nullish(), mode: z.string().nullish() })).default([]),
});
type Shown = z.infer<typeof shownSchema>;

/**
 * Returns what a message shows, in Slack's markup: for an app's message its blocks, for which the text is only a
 * fallback; for a person's message the text, from which the blocks are made; then its attachments and the names of
 * its files.
 */
export function shownText({ text, bot_id, blocks, attachments, files }: Shown): string {
  const blocksSay = wordsOf({ text: '', blocks });
  const typed = !bot_id && text !== '' && blocks.every(({ type }) => type === 'rich_text');
  const words = typed || blocksSay === '' ? text : blocksSay;
  const attached = attachments.map(
    ({ fallback, ...rest }) => wordsOf({ text: '', attachments: [rest] }) || fallback,
  );
  const named = files
    .filter(({ mode }) => mode !== 'tombstone')
    .map(({ name }) => `[file: ${name ?? 'without a name'}]`);
  return (
    [words, ...attached, ...named].filter((part) => typeof part === 'string' && part !== '').join(' ') ||
    '[no text]'
  );
}

const mention = /<([@#]|!subteam\^)([A-Z0-9]+)(?:\|([^<>]*))?>/g;

/** The people, channels, and groups that a text mentions, by ID. */
export type Mentioned = {
  readonly users: readonly UserId[];
  readonly channels: readonly ChannelId[];
  readonly groups: readonly string[];
};

/** Reads the mentions in Slack's markup. */
export function mentionedIn(markup: string): Mentioned {
  const found = [...markup.matchAll(mention)];
  const ids = (sign: string) => [
    ...new Set(found.flatMap(([, kind, id]) => (kind === sign && id ? [id] : []))),
  ];
  return {
    users: ids('@').flatMap((id) => userIdSchema.safeParse(id).data ?? []),
    channels: ids('#').flatMap((id) => channelIdSchema.safeParse(id).data ?? []),
    groups: ids('!subteam^'),
  };
}

/** Stands in for a person, channel, or group whose name Slack doesn't give. */
const nameless: Readonly<Record<string, string>> = {
  '@': 'somebody',
  '#': 'a-private-channel',
  '!subteam^': 'a-user-group',
};

/** Replaces the IDs of mentions with names; no ID is left. */
export const withNames = (markup: string, names: ReadonlyMap<string, string>): string =>
  markup.replace(mention, (_, sign: string, id: string, label?: string) => {
    const name = names.get(id) ?? (label || nameless[sign]);
    return `${sign === '#' ? '#' : '@'}${(name ?? '').replace(/^[@#]/, '').replace(/[&<>]/g, ' ')}`;
  });
