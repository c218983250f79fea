import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { type Message, plain } from '../views/blocks.ts';
import type { ModalMemory } from '../views/forms/modal.ts';

/** The question that a form asks before it acts, and its button's label then. */
export type Asking = { readonly question: KnownBlock; readonly submit: string };

/**
 * Acknowledges a form that asks something first: the same form with the question above it. What was typed stays,
 * because the inputs are the same (Slack: views.update, "Preserving input entry").
 */
export const askingForm = (
  { callback_id, title, blocks }: ViewOutput,
  memory: ModalMemory,
  { question, submit }: Asking,
): ViewResponseAction => ({
  response_action: 'update',
  view: {
    type: 'modal',
    callback_id,
    title: plain(title.text, 24),
    submit: plain(submit, 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ ...memory, asked: true }),
    blocks: [question, ...blocks],
  },
});

/** What a form shows once it's submitted, under a title of at most 24 characters. */
export type Shown = { readonly title: string; readonly shows: Message };

/** Acknowledges a form with what was asked for in place of its fields. */
export const shownInstead = ({ title, shows }: Shown): ViewResponseAction => ({
  response_action: 'update',
  view: { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: shows.blocks },
});
