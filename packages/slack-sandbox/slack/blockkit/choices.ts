import { isDeepStrictEqual } from 'node:util';
import {
  confirm,
  conversationFilter,
  formattedOption,
  id,
  linkOption,
  optionGroup,
  plainOption,
  plainTextObject,
} from './objects.ts';
import { boolean, type Fields, failure, hasFields, integer, itemsOf, type Rule, string } from './rules.ts';
import { type Check, checked, either, list, typed } from './shapes.ts';

const choosable = { action_id: id, confirm, focus_on_load: boolean };
const single = { ...choosable, placeholder: plainTextObject(150) };
const multi = { ...single, max_selected_items: integer(1) };
const slackId = string({ min: 1 });
const staticOptions = {
  options: list(plainOption, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};
const fewOptions = list(formattedOption, { min: 1, max: 10 });

function offeredBy(element: Fields): readonly unknown[] {
  const grouped = itemsOf(element.option_groups).flatMap((group) => {
    return hasFields(group) ? itemsOf(group.options) : [];
  });
  return [...itemsOf(element.options), ...grouped];
}

/** The initial selection must be among the options, exactly as written there; an empty selection is left out. */
const initialIsOffered: Check = (element, at) => {
  const offered = offeredBy(element);
  const isOffered = (option: unknown) => offered.some((other) => isDeepStrictEqual(other, option));
  const { initial_option: one, initial_options: many } = element;
  const wrong = [
    ...(one !== undefined && !isOffered(one) ? ['initial_option'] : []),
    ...(many !== undefined && !(itemsOf(many).length > 0 && itemsOf(many).every(isOffered))
      ? ['initial_options']
      : []),
  ];
  return wrong.map((name) => failure('must be one of the provided options', `${at}/${name}`));
};

const fixed = (rule: Rule) => checked(rule, either('options', 'option_groups'), initialIsOffered);

/** The elements for choosing, by type: menus, checkboxes, radio buttons, overflow. */
export const choices = {
  static_select: fixed(typed({}, { ...single, ...staticOptions, initial_option: plainOption })),
  external_select: typed({}, { ...single, initial_option: plainOption, min_query_length: integer(0) }),
  users_select: typed({}, { ...single, initial_user: slackId }),
  channels_select: typed({}, { ...single, initial_channel: slackId, response_url_enabled: boolean }),
  conversations_select: typed(
    {},
    {
      ...single,
      initial_conversation: slackId,
      default_to_current_conversation: boolean,
      filter: conversationFilter,
      response_url_enabled: boolean,
    },
  ),
  multi_static_select: fixed(typed({}, { ...multi, ...staticOptions, initial_options: list(plainOption) })),
  multi_external_select: typed(
    {},
    { ...multi, initial_options: list(plainOption, { min: 1 }), min_query_length: integer(0) },
  ),
  multi_users_select: typed({}, { ...multi, initial_users: list(slackId) }),
  multi_channels_select: typed({}, { ...multi, initial_channels: list(slackId) }),
  multi_conversations_select: typed(
    {},
    {
      ...multi,
      initial_conversations: list(slackId),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  ),
  checkboxes: checked(
    typed({ options: fewOptions }, { ...choosable, initial_options: list(formattedOption) }),
    initialIsOffered,
  ),
  radio_buttons: checked(
    typed({ options: fewOptions }, { ...choosable, initial_option: formattedOption }),
    initialIsOffered,
  ),
  overflow: typed({ options: list(linkOption, { min: 1, max: 5 }) }, { action_id: id, confirm }),
} satisfies Record<string, Rule>;
