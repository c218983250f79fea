import { z } from 'zod';
import { severitySchema } from '../incident/severity.ts';

/** Whose problem it is. `nobody` is healthy; `unknown` is "cannot tell", never read as healthy. */
export const ownerSchema = z.enum(['intercom', 'ours', 'nobody', 'unknown']);
export type Owner = z.infer<typeof ownerSchema>;

/** The answer to one question of the tree. `unknown`: the probe that would tell didn't run or was unreadable. */
export const answerSchema = z.enum(['yes', 'no', 'unknown']);
export type Answer = z.infer<typeof answerSchema>;

/** How sure the diagnosis is. An unknown answer on the path lowers it by one step. */
export const confidenceSchema = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof confidenceSchema>;

/** Intercom's rate-limit window as the headers gave it. `resetAt` is UNIX ms (UTC), clamped to 1–60 s ahead. */
export const rateLimitSchema = z.object({
  limit: z.number().nullable(),
  remaining: z.number().nullable(),
  resetAt: z.number().nullable(),
});
export type RateLimitReading = z.infer<typeof rateLimitSchema>;

/** How many ms each stage of a request took: `proxy`, `dns`, `connect`, `tls`, `headers`, `body`. */
export const stagesSchema = z.record(z.string(), z.number());

/**
 * What one probe saw, in short: for people, and for the record. `ms` is the whole request's time, `stages` its parts.
 * `requestIds`: those of all the probe's requests, if it made several; `requestId` is the first.
 */
export const probeReportSchema = z.object({
  probe: z.string(),
  label: z.string(),
  outcome: z.enum(['ok', 'bad', 'unknown', 'not_run']),
  summary: z.string(),
  status: z.number().nullable(),
  ms: z.number().nullable(),
  code: z.string().nullable(),
  requestId: z.string().nullable(),
  rateLimit: rateLimitSchema.nullable(),
  stages: stagesSchema.optional(),
  requestIds: z.array(z.string()).optional(),
});
export type ProbeReport = z.infer<typeof probeReportSchema>;

/** One question asked on the path to the leaf, its answer, and the observation behind the answer. */
export const trailEntrySchema = z.object({
  id: z.string(),
  question: z.string(),
  answer: answerSchema,
  because: z.string(),
});
export type TrailEntry = z.infer<typeof trailEntrySchema>;

/**
 * One mitigation step: what to do, a shorter form if that is long, commands to paste, the command that undoes what they
 * change, and what to do if the step isn't possible.
 */
export const stepSchema = z.object({
  id: z.string(),
  title: z.string(),
  short: z.string().optional(),
  commands: z.array(z.string()),
  undo: z.string().optional(),
  otherwise: z.string().nullable(),
});
export type Step = z.infer<typeof stepSchema>;

/**
 * What one triage measured of the API: the median time of `/me` in ms (null without a response), and how many of all
 * requests failed.
 */
export const sampleSchema = z.object({
  ms: z.number().nullable(),
  failed: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});
export type Sample = z.infer<typeof sampleSchema>;

/**
 * The leaf of the decision tree that the observations reached, with the path that led there. Stored in events, so
 * fields can be added but none removed. Everything is plain text, never Slack markup. `kind` is the incident's type for
 * a title ("API outage"); `severity` is null if there is nothing to rate.
 */
export const diagnosisSchema = z.object({
  leaf: z.string(),
  owner: ownerSchema,
  kind: z.string(),
  cause: z.string(),
  action: z.string(),
  confidence: confidenceSchema,
  severity: severitySchema.nullable(),
  trail: z.array(trailEntrySchema),
  probes: z.array(probeReportSchema),
  steps: z.array(stepSchema),
  sample: sampleSchema.optional(),
  /** Whether `action` says what not to do, and so has to be read before the steps. */
  warns: z.boolean().optional(),
  /** The app behind the token, as `/me` named it: the first thing Intercom's support asks for. */
  appId: z.string().optional(),
  /** What Intercom has posted about it: its ID and title on the status page. */
  posted: z.object({ id: z.string(), title: z.string() }).optional(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
