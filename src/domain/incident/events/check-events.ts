import { z } from 'zod';
import { diagnosisSchema, ownerSchema, sampleSchema } from '../../triage/diagnosis.ts';
import { flappingSchema } from '../../watch/flapping.ts';
import { channelIdSchema, messageTsSchema, millisSchema } from '../ids.ts';
import { event } from './event-shape.ts';

/** The checks had been flapping: since when, and for how many runs in a row, they have agreed on this verdict. */
const calmed = z.object({ since: millisSchema, runs: z.number().int() }).optional();

/** What the checks found, where that was posted, and what people did about it. */
export const checkEvents = [
  event('triage_requested', {}),
  event('diagnosed', {
    diagnosis: diagnosisSchema,
    changed: z.boolean(),
    /** Someone asked for it. Absent if the checks repeated on their own, or in a record that doesn't say. */
    asked: z.literal(true).optional(),
    /**
     * Shown by editing the previous diagnosis's message, as earlier versions did; now each has a message of its own.
     */
    inPlace: z.boolean().default(false),
    calmed,
    nextCheckAt: millisSchema.nullable().default(null),
  }),
  event('checked', {
    leaf: z.string(),
    owner: ownerSchema,
    /** Absent in old records. */
    cause: z.string().optional(),
    sample: sampleSchema,
    calmed,
    nextCheckAt: millisSchema.nullable(),
  }),
  /** The checks go back and forth between these verdicts: how often they changed, and since when. */
  event('flapping', flappingSchema.shape),
  event('recovered', { since: millisSchema }),
  event('diagnosis_posted', { of: z.number().int(), ts: messageTsSchema }),
  /** The message that shows what the checks say now, edited in place; `anew`: it replaces one that's gone. */
  event('checks_posted', {
    channel: channelIdSchema,
    ts: messageTsSchema,
    anew: z.literal(true).optional(),
  }),
  /** All steps and check results, in the diagnosis's thread. */
  event('details_posted', { of: z.number().int(), ts: messageTsSchema }),
  event('step_ticked', { of: z.number().int(), step: z.string(), title: z.string(), done: z.boolean() }),
] as const;
