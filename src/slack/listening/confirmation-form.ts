import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { plain } from '../views/blocks.ts';
import type { ModalMemory } from '../views/forms/modal.ts';

/** What a form asks before it does what it is for, and its button then. */
export type Asking = { readonly question: KnownBlock; readonly submit: string };

/**
 * The acknowledgement of a form that asks something first: the same form with the question above it. What was typed
 * stays, for the inputs are the same (Slack: views.update, "Preserving input entry").
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
