import { z } from 'zod';
import { type ChannelId, channelIdSchema, type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { wordsOf } from './message-text.ts';

/** A message as Slack's methods have it, as far as people see it. */
export const shownSchema = z.object({
  text: z.string().default(''),
  bot_id: z.string().nullish(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
  attachments: z.array(z.looseObject({})).default([]),
  /** Of a file that was deleted Slack leaves its ID, and the mode `tombstone`. */
  files: z.array(z.object({ name: z.string().nullish(), mode: z.string().nullish() })).default([]),
});
type Shown = z.infer<typeof shownSchema>;

/**
 * What a message really shows, in Slack's markup: of an app its blocks, for which its text only stands in, of a person the
 * text, from which the blocks are made; then what is attached, and what its files are called.
 */
export function shownText({ text, bot_id, blocks, attachments, files }: Shown): string {
  const blocksSay = wordsOf({ text: '', blocks });
  const typed = !bot_id && text !== '' && blocks.every(({ type }) => type === 'rich_text');
  const said = typed || blocksSay === '' ? text : blocksSay;
  const attached = attachments.map(
    ({ fallback, ...rest }) => wordsOf({ text: '', attachments: [rest] }) || fallback,
  );
  const named = files
    .filter(({ mode }) => mode !== 'tombstone')
    .map(({ name }) => `[file: ${name ?? 'without a name'}]`);
  return (
    [said, ...attached, ...named].filter((part) => typeof part === 'string' && part !== '').join(' ') ||
    '[no text]'
  );
}

const mention = /<([@#]|!subteam\^)([A-Z0-9]+)(?:\|([^<>]*))?>/g;

/** Whom and what a text mentions, by their ids. */
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

/** What stands in a text for somebody or something whose name Slack does not tell. */
const nameless: Readonly<Record<string, string>> = {
  '@': 'somebody',
  '#': 'a-private-channel',
  '!subteam^': 'a-user-group',
};

/** The same text with names for the ids of mentions; no id stays. */
export const withNames = (markup: string, names: ReadonlyMap<string, string>): string =>
  markup.replace(mention, (_, sign: string, id: string, label?: string) => {
    const name = names.get(id) ?? (label || nameless[sign]);
    return `${sign === '#' ? '#' : '@'}${(name ?? '').replace(/^[@#]/, '').replace(/[&<>]/g, ' ')}`;
  });
