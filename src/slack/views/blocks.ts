import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import type { Field } from '../../domain/incident/refusal.ts';
import { clip } from '../../domain/text/text.ts';
import { type ActionId, inputActionId } from '../ids.ts';
import { joined, type Mrkdwn } from '../text/mrkdwn.ts';

/** A message: `text` for notifications and screen readers, blocks for display. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] };

/** Slack's limits at which the views cut, in characters or items. */
export const blockLimits = {
  header: 150,
  section: 3_000,
  field: 2_000,
  button: 75,
  option: 75,
  blocks: 50,
} as const;

/** Slack: chat.update rejects a longer `text` (msg_too_long); blocks have their own limits. */
const messageTextMax = 3_900;

/** How long the lines of one answer may be together, in characters: Slack accepts about 12,000 in all. */
export const answerMax = 9_000;

/** A message whose `text`, in Slack's markup, fits. */
export const message = (text: string, blocks: KnownBlock[]): Message => ({
  text: clipMarkup(text, messageTextMax),
  blocks,
});

/** Text that Slack shows as it is, cut at `max`. Never empty: Slack rejects an empty text. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, max) || ' ',
  emoji: true,
});

/** `verbatim` keeps Slack from turning typed names and URLs into links. */
const marked = (text: Mrkdwn, max: number): MrkdwnElement => ({
  type: 'mrkdwn',
  text: clipMarkup(text.value, max) || ' ',
  verbatim: true,
});

/** Cuts markup without leaving half an entity, half a mention, or an open code block. */
function clipMarkup(markup: string, max: number): string {
  if (markup.length <= max) return markup;
  const cut = markup
    .slice(0, max - 8)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/(?:&[a-z]{0,4}|<[^<>]*)$/, '');
  const openFence = (cut.match(/```/g)?.length ?? 0) % 2 === 1;
  return `${cut}…${openFence ? '\n```' : ''}`;
}

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text, blockLimits.header),
});

export const section = (text: Mrkdwn, accessory?: SectionBlock['accessory']): SectionBlock => ({
  type: 'section',
  text: marked(text, blockLimits.section),
  ...(accessory && { accessory }),
});

export const fields = (texts: readonly Mrkdwn[]): SectionBlock => ({
  type: 'section',
  fields: texts.map((text) => marked(text, blockLimits.field)),
});

export const context = (...texts: readonly Mrkdwn[]): ContextBlock => ({
  type: 'context',
  elements: texts.map((text) => marked(text, blockLimits.section)),
});

export const divider: DividerBlock = { type: 'divider' };

export const button = (
  label: string,
  actionId: ActionId,
  value: string,
  style?: 'primary' | 'danger',
): Button => ({
  type: 'button',
  text: plain(label, blockLimits.button),
  action_id: actionId,
  value,
  ...(style && { style }),
});

export const actions = (...elements: readonly Button[]): ActionsBlock => ({
  type: 'actions',
  elements: [...elements],
});

/** The buttons that turn a page, without those that are false; nothing if no page is left. */
export function pageButtons(...buttons: readonly (Button | false)[]): ActionsBlock[] {
  const shown = buttons.filter((one) => one !== false);
  return shown.length > 0 ? [actions(...shown)] : [];
}

/** An overflow menu with one to five options (Slack). */
export const overflow = (actionId: ActionId, options: readonly PlainTextOption[]): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: [...options],
});

/** Free text in a preformatted box, shown exactly as it is. */
export const preformatted = (text: string, max: number): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: clip(text, max) || ' ' }] }],
});

export const option = (label: string, value: string, description?: string): PlainTextOption => ({
  text: plain(label, blockLimits.option),
  value,
  ...(description && { description: plain(description, blockLimits.option) }),
});

/** One field of a modal; the block's ID is the field's name in refusals. */
export const input = (
  field: Field,
  label: string,
  element: InputBlock['element'],
  extra: { optional?: boolean; hint?: string } = {},
): InputBlock => ({
  type: 'input',
  block_id: field,
  label: plain(label, 2_000),
  element: { ...element, action_id: inputActionId },
  optional: extra.optional ?? false,
  ...(extra.hint && { hint: plain(extra.hint, 2_000) }),
});

/** Puts lines in as few sections as hold them uncut, in order. */
export function sections(lines: readonly Mrkdwn[]): SectionBlock[] {
  const packs: Mrkdwn[][] = [];
  let length = 0;
  for (const line of lines) {
    const last = packs.at(-1);
    length += line.value.length + 1;
    if (last && length <= blockLimits.section) last.push(line);
    else {
      packs.push([line]);
      length = line.value.length + 1;
    }
  }
  return packs.map((pack) => section(joined(pack, '\n')));
}

/** How many of the lines, from the first on, fit in `max` characters together. */
export function howManyFit(lines: readonly Mrkdwn[], max: number): number {
  let length = 0;
  const over = lines.findIndex((line) => {
    length += line.value.length + 1;
    return length > max;
  });
  return over === -1 ? lines.length : over;
}

/** At most `max` items, and a last line that says how many more there are. */
export function capped<T>(items: readonly T[], max: number, more: (hidden: number) => T): T[] {
  return items.length <= max ? [...items] : [...items.slice(0, max - 1), more(items.length - max + 1)];
}
