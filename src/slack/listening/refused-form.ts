import type { ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import type { Field } from '../../domain/incident/refusal.ts';
import { refusedModal } from '../views/forms/refused-modal.ts';

const input = z.object({ type: z.literal('input'), block_id: z.string().min(1) });
const form = z.object({ blocks: z.array(z.unknown()) });

/**
 * Acknowledges a refused form with the sentence that says why: at the field, otherwise at the first one, otherwise in
 * a view above it. The form stays open with what was typed. (Slack accepts errors only for input blocks.)
 */
export function refusedForm(view: unknown, sentence: string, field: Field | null = null): ViewResponseAction {
  const inputs = (form.safeParse(view).data?.blocks ?? []).flatMap((block) => {
    const read = input.safeParse(block);
    return read.success ? [read.data.block_id] : [];
  });
  const block = inputs.find((id) => id === field) ?? inputs[0];
  return block
    ? { response_action: 'errors', errors: { [block]: sentence } }
    : { response_action: 'push', view: refusedModal(sentence) };
}
