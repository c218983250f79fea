import { boolean, oneOf, type Rule, string, stringLike } from './rules.ts';
import { byType, checked, either, list, object, typed } from './shapes.ts';

/**
 * The composition objects that blocks and elements are made of. Lengths in code points. (Slack:
 * docs.slack.dev/reference/block-kit/composition-objects, and the JSDoc of `@slack/types`; the smaller value where they
 * differ.)
 */

/** A text object that must be `plain_text`. */
export function plainTextObject(max: number): Rule {
  return object({ type: oneOf('plain_text'), text: string({ min: 1, max }) }, { emoji: boolean });
}

/** The kinds of text object, `plain_text` and `mrkdwn`, for use in `byType`. */
export function textKinds(max = 3000): Readonly<Record<'plain_text' | 'mrkdwn', Rule>> {
  const text = string({ min: 1, max });
  return { plain_text: typed({ text }, { emoji: boolean }), mrkdwn: typed({ text }, { verbatim: boolean }) };
}

/** A text object of either kind. */
export function anyText(max: number): Rule {
  return byType(textKinds(max));
}

/** An absolute address of at most `max` characters with one of these schemes. */
export function url(max: number, ...schemes: readonly string[]): Rule {
  const length = string({ max });
  const address = stringLike('invalid url', (text) => {
    return URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));
  });
  return (value, at) => {
    const faults = length(value, at);
    return faults.length > 0 ? faults : address(value, at);
  };
}

/** Where a button, an option, or a link can lead. */
export const linkUrl: Rule = url(3000, 'http', 'https', 'mailto', 'slack');

/** Names a block or an action; returned in interaction payloads. */
export const id: Rule = string({ max: 255 });

/** The color of a button. */
export const style: Rule = oneOf('primary', 'danger');

/** Asks "are you sure?" after a click or a choice. */
export const confirm: Rule = object(
  {
    title: plainTextObject(100),
    text: anyText(300),
    confirm: plainTextObject(30),
    deny: plainTextObject(30),
  },
  { style },
);

/** One choice of a select menu. */
export const plainOption: Rule = object(
  { text: plainTextObject(75), value: string({ max: 75 }) },
  { description: plainTextObject(75) },
);

/** One choice of checkboxes or radio buttons, which can be formatted. */
export const formattedOption: Rule = object(
  { text: anyText(75), value: string({ max: 75 }) },
  { description: anyText(75) },
);

/** One choice of an overflow menu, the only one that can be a link. */
export const linkOption: Rule = object(
  { text: plainTextObject(75), value: string({ max: 75 }) },
  { description: plainTextObject(75), url: linkUrl },
);

/** Choices of a select menu under one label. */
export const optionGroup: Rule = object({
  label: plainTextObject(75),
  options: list(plainOption, { min: 1, max: 100 }),
});

/** Which conversations a conversation menu lists. */
export const conversationFilter: Rule = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

/** When a text field sends `block_actions`. */
export const dispatchActionConfig: Rule = object(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) },
);

/** The fields that say which picture an image shows; exactly one of them is given. */
export const imageSource: Readonly<Record<'image_url' | 'slack_file', Rule>> = {
  image_url: url(2000, 'http', 'https'),
  slack_file: checked(object({}, { id: string({ min: 1 }), url: url(3000, 'https') }), either('id', 'url')),
};

/** Describes in words what an image or a video shows. */
export const altText: Rule = string({ min: 1, max: 2000 });
