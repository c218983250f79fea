import { blocks } from './blocks.ts';
import { plainTextObject } from './objects.ts';
import { boolean, type Fields, failure, hasFields, itemsOf, type Rule, string } from './rules.ts';
import { allOf, byType, type Check, checked, typed } from './shapes.ts';

const shared = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};
const label = allOf(plainTextObject(24));

const elementsOf = (block: Fields) => [block.element, block.accessory, ...itemsOf(block.elements)];

/** Measured: Slack points at each input block, followed by `/input`. */
const submitForInputs: Check = (view, at) => {
  if (view.submit !== undefined) return [];
  return itemsOf(view.blocks).flatMap((block, index) => {
    if (!hasFields(block) || block.type !== 'input') return [];
    return [failure('must define `submit` to use `input` block', `${at}/blocks/${index}/input`)];
  });
};

/** Slack: "Only one element can be set to true." The sentence is our own. */
const oneFocus: Check = (view, at) => {
  const elements = itemsOf(view.blocks).flatMap((block) => (hasFields(block) ? elementsOf(block) : []));
  const focused = elements.filter((element) => hasFields(element) && element.focus_on_load === true);
  return focused.length > 1 ? [failure('only one element may have `focus_on_load`', `${at}/blocks`)] : [];
};

/**
 * A modal or an App Home view as apps send it. (Slack: docs.slack.dev/reference/views; `submit_disabled` and a title on
 * the App Home are refused.)
 */
export const view: Rule = allOf(
  byType({
    modal: checked(
      typed(
        { title: label, blocks: blocks('modal') },
        { ...shared, submit: label, close: label, clear_on_close: boolean, notify_on_close: boolean },
      ),
      submitForInputs,
      oneFocus,
    ),
    home: checked(typed({ blocks: blocks('home') }, shared), oneFocus),
  }),
);
