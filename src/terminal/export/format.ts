import { createHash } from 'node:crypto';
import { z } from 'zod';
import { eventSchema, requestIdSourceSchema } from '../../domain/incident/events/events.ts';
import {
  channelIdSchema,
  incidentIdSchema,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import { itemDueSchema, itemOwnerSchema } from '../../domain/incident/items/action-item.ts';
import { actorSchema } from '../../domain/incident/people/actor.ts';
import { daySchema } from '../../domain/text/days.ts';

/** Grows when a file can no longer be read as before; additions leave it as it is. */
export const formatVersion = 1;

const iso = z.iso.datetime().describe('ISO 8601, UTC');
const text = z.string().nullable();
const name = z.string().regex(/^INC-\d+$/);
const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** What's read of an event: nothing is asked of its fields, because a newer version may have written it. */
const anyFields = z.record(z.string(), z.unknown());
const verbatim = z.string().describe('What is stored instead of JSON, verbatim.');

const storedEvent = <By extends z.ZodType, Event extends z.ZodType>(by: By, event: Event) =>
  z.object({
    incident: incidentIdSchema,
    seq: z.number().int().positive().describe('Counts from 1 within the incident.'),
    at: millisSchema.describe('When it was recorded, UNIX time in ms.'),
    by: z.union([by, verbatim]),
    event: z.union([event, verbatim]),
    type: z.string().optional().describe("The event's type, if the event doesn't say it."),
  });

const incidentShape = <Event extends z.ZodType>(event: Event) => ({
  name,
  title: z.string(),
  severity: z.string(),
  status: z.string(),
  drill: z.boolean(),
  private: z.boolean().describe('Only the members of its channel may know of it.'),
  impact: text,
  cause: z.looseObject({ text: z.string(), from: z.enum(['person', 'triage']) }).nullable(),
  action: z.looseObject({ text: z.string(), from: z.enum(['person', 'triage']) }).nullable(),
  commander: userIdSchema.nullable(),
  roles: z.array(z.object({ role: z.string(), user: userIdSchema })).describe('Besides the commander.'),
  channel: z.object({ id: channelIdSchema, name: z.string() }).nullable(),
  started: iso.nullable(),
  declared: iso.nullable(),
  acknowledged: iso.nullable(),
  resolved: iso.nullable(),
  closed: iso.nullable(),
  cancelled: z.looseObject({ kind: z.enum(['none', 'duplicate']), by: actorSchema, at: iso }).nullable(),
  fix: text,
  review: anyFields.nullable().describe('What was written at the close.'),
  source: z.looseObject({ channel: channelIdSchema, ts: messageTsSchema }).nullable(),
  duplicates: z.array(name),
  actionItems: z.array(
    z.object({
      id: z.number().int(),
      text: z.string(),
      owner: itemOwnerSchema.nullable(),
      due: itemDueSchema.nullable(),
      state: z.enum(['open', 'done', 'dropped']),
      since: iso,
    }),
  ),
  requestIds: z.array(
    z.object({
      requestId: z.string(),
      source: requestIdSourceSchema,
      where: text,
      firstSeen: iso,
      incident: name,
    }),
  ),
  timeline: z.array(z.object({ at: iso, text: z.string(), link: z.string().nullable().optional() })),
  unreadable: z
    .object({
      seq: z.number().int(),
      rows: z.object({ incident: row, items: z.array(row), channels: z.array(z.string()) }),
    })
    .optional()
    .describe(
      "The first event that the exporting version couldn't read, and what it kept beside the events.",
    ),
  events: z.array(event).min(1).describe('The record itself, as stored: everything above follows from it.'),
});

const tail = {
  people: z.record(userIdSchema, z.string()).describe('Known names of people, by user ID.'),
  reminded: z
    .array(z.object({ receiver: z.string(), day: daySchema }))
    .describe('On which days who was reminded of action items.'),
  highest: z.number().int().nonnegative().describe('The highest number that an incident was ever given.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('See docs/export.md.'),
};

const around = { format: z.literal(formatVersion), ...tail };

/** How an incident of a document is read, and what is around the incidents. */
export const exportedIncidentSchema = z.object(incidentShape(storedEvent(anyFields, anyFields)));
export const envelopeSchema = z.object(around);
export type Envelope = z.input<typeof envelopeSchema>;
/** An incident as it's written into a document. */
export type Exported = z.input<typeof exportedIncidentSchema>;

/** The same with the fields of every event that this version knows, and of whoever caused one. */
const knownEvent = z.union([eventSchema, anyFields]).meta({ id: 'event' });
const knownIncident = z
  .object(incidentShape(storedEvent(z.union([actorSchema, anyFields]), knownEvent)))
  .meta({ id: 'incident' });

/** The published schema of a document. */
export const documentSchema = z
  .union([
    z.object({ ...around, incidents: z.array(knownIncident) }),
    z.intersection(knownIncident, z.object(around)),
  ])
  .describe('What `npx intercom-incident export` prints: all incidents, or one. See docs/export.md.');

/** The digest of a document: each incident, then what is around them, each as compact JSON and a line feed. */
export function digest() {
  const hash = createHash('sha256');
  const add = (part: unknown): void => {
    hash.update(`${JSON.stringify(part)}\n`);
  };
  return {
    incident: add,
    end({ format, people, reminded, highest }: Omit<Envelope, 'sha256'>): string {
      add({ format, people, reminded, highest });
      return hash.digest('hex');
    },
  };
}
