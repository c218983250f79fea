import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DrillRun } from '../../domain/drill/run.ts';
import {
  type ChannelId,
  type EpisodeId,
  type IncidentId,
  type Millis,
  millisSchema,
  type UserId,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import type { RoleName } from '../../domain/incident/people/roles.ts';
import { type Field, isRefusal, type Refusal, roleOfField } from '../../domain/incident/refusal.ts';
import { type Day, daySchema } from '../../domain/text/days.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import { type PlainText, plainText } from '../../domain/text/text.ts';
import { postEphemeral, sendDirectMessage } from '../api/messages.ts';
import { inputActionId, type ViewId, viewIds } from '../ids.ts';
import type { Listener, View } from '../router.ts';
import type { Message } from '../views/blocks.ts';
import { type ModalSource, modalMemorySchema } from '../views/forms/modal.ts';
import { sentence } from '../views/replies.ts';
import { type Asking, askingForm, type Shown, shownInstead } from './confirmation-form.ts';
import { errorReply } from './error-reply.ts';
import type { ListenerContext, Requester } from './listener-context.ts';
import { refusedForm } from './refused-form.ts';

const inputState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).optional(),
  selected_user: userIdSchema.nullish(),
  /** Whole seconds, negative before 1970. */
  selected_date_time: z.number().int().nullish(),
  selected_date: daySchema.nullish(),
});
const submissionPayload = z.object({
  user: z.object({ id: userIdSchema }),
  view: z.object({
    id: z.string(),
    callback_id: z.enum(viewIds),
    private_metadata: z.string(),
    blocks: z.array(z.unknown()).catch([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputState)) }),
  }),
});

/** Slack sends the form's own definition with the submitted values. */
const prefilledInput = z.object({
  block_id: z.string(),
  element: z.object({
    initial_value: z.string().optional(),
    initial_option: z.object({ value: z.string() }).optional(),
    initial_user: userIdSchema.optional(),
    initial_date_time: z.number().int().optional(),
    initial_date: z.string().optional(),
  }),
});

/** The fields of a submitted modal, by name; an empty one is null. */
export type Fields = {
  text(field: Field): PlainText | null;
  choice(field: Field): string | null;
  choices(field: Field): readonly string[];
  user(field: Field): UserId | null;
  /** The roles that it has a field for. */
  roles(): RoleName[];
  /** UTC ms. */
  time(field: Field): Millis | null;
  date(field: Field): Day | null;
  count(field: Field): number | null;
  /** What the field was opened with. */
  prefilled(field: Field): PlainText | null;
  /** Whether nobody changed the field's initial value; a field that was and still is empty is unchanged too. */
  untouched(field: Field): boolean;
};

/** A submitted modal: who, about which incident (null for a new one), and the submitted values. */
export type Submission = {
  readonly requester: Requester;
  readonly viewId: ViewId;
  readonly incident: IncidentId | null;
  /** The incident's last event when the modal was opened; null if that isn't known. */
  readonly since: number | null;
  /** It has already asked its question. */
  readonly asked: boolean;
  /** The suggested incident that the modal answers. */
  readonly proposal: EpisodeId | null;
  /** The message that the modal declares from, with its content. */
  readonly source: (ModalSource & { text: PlainText }) | null;
  /** The modal declares an incident that lives in the requester's channel. */
  readonly adopts: boolean;
  /** The drill that the modal declares. */
  readonly drill: DrillRun | null;
  /** The number of the entry that the modal edits. */
  readonly entry: number | null;
  /** The action item that the modal is about, and those that it was opened with. */
  readonly item: number | null;
  readonly items: readonly number[];
  /** The message that the modal makes an action item of, where it stands. */
  readonly link: string | null;
  readonly fields: Fields;
};

/**
 * Handles a modal. The command is decided and committed before the acknowledgement, so a refusal appears at the field
 * that caused it, and the modal stays open with what was typed.
 */
export function onSubmission(
  context: ListenerContext,
  submit: (submission: Submission) => Promise<SubmitterMessage | Asking | Shown | null | Refusal>,
): Listener<View> {
  return async ({ body, ack, context: arrived }) => {
    const sentAt = millisSchema.parse(arrived.sentAt);
    const read = submissionPayload.safeParse(body);
    const memory = read.success ? readMemory(read.data.view.private_metadata) : null;
    // What isn't acknowledged is answered as lost.
    if (!read.success || !memory) return;
    const { user, view } = read.data;
    const refuseOn = (why: string, field: Field | null = null) => ack(refusedForm(body.view, why, field));
    try {
      const requester = {
        user: user.id,
        channel: memory.channel,
        inboxId: `view:${view.id}`,
        content: contentOf(view.state.values),
        sentAt,
      };
      const result = await submit({
        requester,
        viewId: view.callback_id,
        incident: memory.incident,
        since: memory.since ?? null,
        asked: memory.asked ?? false,
        proposal: memory.proposal,
        source: memory.source ? { ...memory.source, text: shownIn(view, 'impact') } : null,
        adopts: memory.adopts ?? false,
        drill: memory.drill ?? null,
        entry: memory.entry ?? null,
        item: memory.item ?? null,
        items: memory.items ?? [],
        link: memory.link ?? null,
        fields: readFields(view, memory.typed ?? null),
      });
      if (result && isRefusal(result)) return await refuseOn(result.refused, result.field);
      if (result && 'question' in result) return await ack(askingForm(body.view, memory, result));
      if (result && 'shows' in result) return await ack(shownInstead(result));
      await ack();
      if (result) confirm(context, { channel: memory.channel, user: user.id }, result);
    } catch (error) {
      await refuseOn(errorReply(context.log, error, view.callback_id));
    }
  };
}

/** The initial value of a field. */
const shownIn = ({ blocks }: { blocks: readonly unknown[] }, field: Field): PlainText => {
  const shown = blocks.map((block) => prefilledInput.safeParse(block).data);
  return plainText(shown.find((one) => one?.block_id === field)?.element.initial_value ?? '');
};

/** The modal's private metadata; null if the bot didn't write it. */
const readMemory = (metadata: string): z.infer<typeof modalMemorySchema> | null =>
  modalMemorySchema.safeParse(parseJson(metadata)).data ?? null;

/**
 * Sends a confirmation where the person was; if that is no channel, or one that the bot isn't in, `otherwise`
 * decides.
 */
function confirm(
  context: ListenerContext,
  { channel, user }: { channel: ChannelId | null; user: UserId },
  { message: text, otherwise }: SubmitterMessage,
): void {
  context.background.run('confirm a modal', async () => {
    const message = typeof text === 'function' ? await text() : text;
    if (!message) return;
    if (channel && (await postEphemeral(context.client, { channel, user }, message))) return;
    if (otherwise === 'directly') await sendDirectMessage(context.client, user, message);
  });
}

/**
 * The submitted values in a fixed order, whatever order Slack sends them in, so that equal forms compare as equal.
 */
function contentOf(values: z.infer<typeof submissionPayload>['view']['state']['values']): string {
  const inOrder = Object.keys(values)
    .toSorted()
    .map((block) => [block, values[block]?.[inputActionId] ?? null]);
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url');
}

function readFields(
  { blocks, state: { values } }: z.infer<typeof submissionPayload>['view'],
  typed: string | null,
): Fields {
  const state = (field: Field) => values[field]?.[inputActionId];
  const prefilled = new Map(
    blocks.flatMap((block) => {
      const { data } = prefilledInput.safeParse(block);
      return data ? [[data.block_id, data.element] as const] : [];
    }),
  );
  const text = (field: Field) => plainText(state(field)?.value ?? '') || null;
  return {
    text,
    choice: (field) => state(field)?.selected_option?.value ?? null,
    choices: (field) => (state(field)?.selected_options ?? []).map(({ value }) => value),
    user: (field) => state(field)?.selected_user ?? null,
    roles: () => Object.keys(values).flatMap((field) => roleOfField(field) ?? []),
    time(field) {
      const seconds = state(field)?.selected_date_time;
      return typeof seconds === 'number' ? ((seconds * 1000) as Millis) : null;
    },
    date: (field) => state(field)?.selected_date ?? null,
    prefilled: (field) => plainText(prefilled.get(field)?.initial_value ?? '') || null,
    count(field) {
      const number = text(field);
      return number !== null && /^\d{1,15}$/.test(number) ? Number(number) : null;
    },
    untouched(field) {
      const was = prefilled.get(field);
      const now = state(field);
      return (
        field !== typed &&
        text(field) === (plainText(was?.initial_value ?? '') || null) &&
        now?.selected_option?.value === was?.initial_option?.value &&
        (now?.selected_user ?? null) === (was?.initial_user ?? null) &&
        (now?.selected_date_time ?? null) === (was?.initial_date_time ?? null) &&
        (now?.selected_date ?? null) === (was?.initial_date ?? null)
      );
    },
  };
}

/** What the person is told, and what happens if they can't be told in the channel they were in. */
export type SubmitterMessage = {
  readonly message: Message | (() => Promise<Message | null>);
  readonly otherwise: 'not' | 'directly';
};

/** This may stay unsaid: the incident channel says it too. */
export const submitterMessage = (text: string): SubmitterMessage => ({
  message: sentence(text),
  otherwise: 'not',
});
