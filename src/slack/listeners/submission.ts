import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { DrillRun } from '../../domain/drill/run.ts';
import { type ChannelId, type IncidentId, type Millis, type UserId, userIdSchema } from '../../domain/ids.ts';
import { type Field, isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type PlainText, plainText } from '../../domain/text.ts';
import { whisper } from '../calls.ts';
import { slackError } from '../failures.ts';
import { inputActionId, type ViewId } from '../ids.ts';
import { refusedForm } from '../refused-form.ts';
import { sentence } from '../views/answers.ts';
import type { Message } from '../views/blocks.ts';
import { modalMemorySchema } from '../views/modal.ts';
import type { Asker, Desk } from './desk.ts';
import type { Switchboard } from './switchboard.ts';
import { troubleSentence } from './trouble.ts';

const inputState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_user: userIdSchema.nullish(),
  /** Whole seconds, and before 1970 negative ones. */
  selected_date_time: z.number().int().nullish(),
});
const submissionPayload = z.object({
  user: z.object({ id: userIdSchema }),
  view: z.object({
    id: z.string(),
    hash: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputState)) }),
  }),
});

/** The fields of a submitted modal, by their names; an empty one is null. */
export type Fields = {
  text(field: Field): PlainText | null;
  choice(field: Field): string | null;
  user(field: Field): UserId | null;
  /** UTC ms. */
  time(field: Field): Millis | null;
  count(field: Field): number | null;
};

/** A submitted modal: who, about which incident (null: a new one), and what was filled in. */
export type Submission = {
  readonly asker: Asker;
  readonly incident: IncidentId | null;
  /** The watch's proposal that the modal answers. */
  readonly proposal: Millis | null;
  /** The drill that the modal declares. */
  readonly drill: DrillRun | null;
  readonly fields: Fields;
};

/**
 * Hears a modal. It is decided and committed before the acknowledgement, so that a refusal lands on the field that
 * caused it, and the modal stays open with what was typed.
 */
export function hearSubmission(
  app: Switchboard,
  desk: Desk,
  viewId: ViewId,
  submit: (submission: Submission) => Promise<Message | null | Refusal>,
): void {
  app.view(viewId, async ({ body, ack, client }) => {
    const read = submissionPayload.safeParse(body);
    const memory = read.success ? readMemory(read.data.view.private_metadata) : null;
    // What is not acknowledged is answered as lost.
    if (!read.success || !memory) return;
    const { user, view } = read.data;
    const refuseOn = (why: string, field: Field | null = null) => ack(refusedForm(body.view, why, field));
    try {
      const asker = { user: user.id, channel: memory.channel, inboxId: `view:${view.id}:${view.hash}` };
      const result = await submit({
        asker,
        incident: memory.incident,
        proposal: memory.proposal,
        drill: memory.drill ?? null,
        fields: readFields(view.state.values),
      });
      if (result && isRefusal(result)) return await refuseOn(result.refused, result.field);
      await ack();
      if (result && memory.channel) confirm(desk, client, { channel: memory.channel, user: user.id }, result);
    } catch (error) {
      await refuseOn(troubleSentence(desk.log, error, viewId));
    }
  });
}

/** What the modal remembered; null when it is not what the bot wrote. */
function readMemory(metadata: string): z.infer<typeof modalMemorySchema> | null {
  try {
    return modalMemorySchema.safeParse(JSON.parse(metadata)).data ?? null;
  } catch {
    return null;
  }
}

/** A confirmation where the person was. A channel that the bot is not in goes without: the invitation tells. */
function confirm(
  desk: Desk,
  client: WebClient,
  to: { channel: ChannelId; user: UserId },
  message: Message,
): void {
  desk.background.run('confirm a modal', async () => {
    try {
      await whisper(client, to, message);
    } catch (error) {
      if (!['not_in_channel', 'channel_not_found'].includes(slackError(error) ?? '')) throw error;
    }
  });
}

function readFields(values: z.infer<typeof submissionPayload>['view']['state']['values']): Fields {
  const state = (field: Field) => values[field]?.[inputActionId];
  const text = (field: Field) => plainText(state(field)?.value ?? '') || null;
  return {
    text,
    choice: (field) => state(field)?.selected_option?.value ?? null,
    user: (field) => state(field)?.selected_user ?? null,
    time(field) {
      const seconds = state(field)?.selected_date_time;
      return typeof seconds === 'number' ? ((seconds * 1000) as Millis) : null;
    },
    count(field) {
      const number = text(field);
      return number !== null && /^\d{1,15}$/.test(number) ? Number(number) : null;
    },
  };
}

/** A sentence for one person. */
export const told = (text: string): Message => sentence(text);
