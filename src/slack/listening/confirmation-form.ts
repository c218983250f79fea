import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { plain } from '../views/blocks.ts';
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
