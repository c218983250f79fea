import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { drillRunSchema } from '../../../domain/drill/run.ts';
import { sourceSchema } from '../../../domain/incident/events/events.ts';
import {
  type ChannelId,
  channelIdSchema,
  episodeIdSchema,
  incidentIdSchema,
  type Millis,
  userIdSchema,
} from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { textMax } from '../../../domain/incident/limits.ts';
import type { Field } from '../../../domain/incident/refusal.ts';
import type { Severity } from '../../../domain/incident/severity.ts';
import { severities, severityMeaning } from '../../../domain/incident/severity.ts';
import { clip } from '../../../domain/text/text.ts';
import type { ViewId } from '../../ids.ts';
import { option, plain } from '../blocks.ts';

/**
 * What a modal remembers between opening and submission: the incident it's about (null for a new one), and the
 * channel to answer in.
 */
export const modalMemorySchema = z.object({
  incident: incidentIdSchema.nullable(),
  channel: channelIdSchema.nullable(),
  /** The incident's last event when it was opened. */
  since: z.number().int().optional(),
  /** The field that was filled with what was typed with the command: the person's own words. */
  typed: z.string().optional(),
  /** It has asked whether the incident is over while the checks fail. */
  asked: z.literal(true).optional(),
  /** The monitoring episode whose suggestion it answers. */
  proposal: episodeIdSchema.nullable().default(null),
  /** The message that it declares from, with its author. */
  source: sourceSchema.extend({ author: userIdSchema.nullable() }).optional(),
  /** It declares an incident that lives in `channel`. */
  adopts: z.literal(true).optional(),
  /** The drill that it declares. */
  drill: drillRunSchema.optional(),
  /** The number of the entry that it edits. */
  entry: z.number().int().optional(),
  /** The action item that it is about. */
  item: z.number().int().optional(),
  /** The action items that it was opened with, in the order of their lines. */
  items: z.array(z.number().int()).optional(),
  /** The message that it makes an action item of, where it stands. */
  link: z.string().optional(),
});
export type ModalMemory = z.input<typeof modalMemorySchema>;
/** The message that a modal declares from. */
export type ModalSource = NonNullable<z.output<typeof modalMemorySchema>['source']>;

/** The metadata of a modal about an existing incident; `typed`: the field that the command has filled. */
export const memoryOf = (
  incident: Incident,
  channel: ChannelId | null,
  typed: Field | null = null,
): ModalMemory => ({
  incident: incident.id,
  channel,
  since: incident.seq,
  ...(typed && { typed }),
});

/** A modal with its fields; `title` and `submit` have at most 24 characters (Slack). */
export const modal = (
  id: ViewId,
  title: string,
  submit: string,
  memory: ModalMemory,
  blocks: KnownBlock[],
): ModalView => ({
  type: 'modal',
  callback_id: id,
  title: plain(title, 24),
  submit: plain(submit, 24),
  close: plain('Cancel', 24),
  private_metadata: JSON.stringify(memory),
  blocks,
});

/** A line or a box of text, prefilled with at most what Slack accepts. */
export const textInput = (
  initial: string | null,
  { multiline = false, placeholder = '' } = {},
): InputBlock['element'] => ({
  type: 'plain_text_input',
  multiline,
  ...(initial && { initial_value: clip(initial, textMax) }),
  ...(placeholder && { placeholder: plain(placeholder, 150) }),
});

/** The four severities with what each means. */
export function severityInput(initial: Severity): InputBlock['element'] {
  const options = severities.map((severity) => option(severity, severity, severityMeaning[severity]));
  const chosen = options.find(({ value }) => value === initial);
  return { type: 'static_select', options, ...(chosen && { initial_option: chosen }) };
}

/** A date and a time, shown in each reader's own zone; empty if `initial` (UTC ms) is null. */
export const timeInput = (initial: Millis | number | null): InputBlock['element'] => ({
  type: 'datetimepicker',
  ...(initial !== null && { initial_date_time: Math.floor(initial / 1000) }),
});

/** A whole number of at least 0. */
export const countInput = (initial: number | null): InputBlock['element'] => ({
  type: 'number_input',
  is_decimal_allowed: false,
  min_value: '0',
  max_value: '1000000000',
  ...(initial !== null && { initial_value: String(initial) }),
});
