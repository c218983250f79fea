import { button, feedbackButtons, iconButton, imageElement, workflowButton } from './buttons.ts';
import { choices } from './choices.ts';
import { inputs } from './inputs.ts';
import type { Rule } from './rules.ts';
import { byType } from './shapes.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/** What contains elements. */
export type Holder = 'section' | 'actions' | 'input' | 'context' | 'context_actions';

type Placement = { readonly rule: Rule; readonly in: readonly Holder[]; readonly on: readonly Surface[] };

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const clicked: readonly Holder[] = ['section', 'actions'];
const chosen: readonly Holder[] = ['section', 'actions', 'input'];

/** Slack: docs.slack.dev/reference/block-kit/block-elements, the columns "Blocks" and "Surfaces". */
const placements: Readonly<Record<string, Placement>> = {
  button: { rule: button, in: clicked, on: everywhere },
  workflow_button: { rule: workflowButton, in: clicked, on: ['message'] },
  overflow: { rule: choices.overflow, in: clicked, on: everywhere },
  checkboxes: { rule: choices.checkboxes, in: chosen, on: everywhere },
  radio_buttons: { rule: choices.radio_buttons, in: chosen, on: everywhere },
  static_select: { rule: choices.static_select, in: chosen, on: everywhere },
  external_select: { rule: choices.external_select, in: chosen, on: everywhere },
  users_select: { rule: choices.users_select, in: chosen, on: everywhere },
  channels_select: { rule: choices.channels_select, in: chosen, on: everywhere },
  conversations_select: { rule: choices.conversations_select, in: chosen, on: everywhere },
  multi_static_select: { rule: choices.multi_static_select, in: chosen, on: everywhere },
  multi_external_select: { rule: choices.multi_external_select, in: chosen, on: everywhere },
  multi_users_select: { rule: choices.multi_users_select, in: chosen, on: everywhere },
  multi_channels_select: { rule: choices.multi_channels_select, in: chosen, on: everywhere },
  multi_conversations_select: { rule: choices.multi_conversations_select, in: chosen, on: everywhere },
  datepicker: { rule: inputs.datepicker, in: chosen, on: everywhere },
  timepicker: { rule: inputs.timepicker, in: chosen, on: everywhere },
  datetimepicker: { rule: inputs.datetimepicker, in: ['actions', 'input'], on: ['message', 'modal'] },
  plain_text_input: { rule: inputs.plain_text_input, in: ['input'], on: everywhere },
  number_input: { rule: inputs.number_input, in: ['input'], on: ['modal'] },
  email_text_input: { rule: inputs.email_text_input, in: ['input'], on: ['modal'] },
  url_text_input: { rule: inputs.url_text_input, in: ['input'], on: ['modal'] },
  file_input: { rule: inputs.file_input, in: ['input'], on: ['modal'] },
  rich_text_input: { rule: inputs.rich_text_input, in: ['actions', 'input'], on: ['modal', 'home'] },
  image: { rule: imageElement, in: ['section', 'context'], on: everywhere },
  feedback_buttons: { rule: feedbackButtons, in: ['context_actions'], on: ['message'] },
  icon_button: { rule: iconButton, in: ['context_actions'], on: ['message'] },
};

/** The elements allowed in this holder on this surface, by type. */
export function elementKinds(holder: Holder, surface: Surface): Readonly<Record<string, Rule>> {
  const allowed = Object.entries(placements).filter(([, placement]) => {
    return placement.in.includes(holder) && placement.on.includes(surface);
  });
  return Object.fromEntries(allowed.map(([type, { rule }]) => [type, rule]));
}

/** One element allowed in this holder on this surface; any other is an unsupported type. */
export function element(holder: Holder, surface: Surface): Rule {
  return byType(elementKinds(holder, surface));
}

/** The types of all elements, in any holder. */
export const elementTypes = (): string[] => Object.keys(placements);
