import { z } from 'zod';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';

const envelope = z.looseObject({ event_id: z.string(), event: z.looseObject({ type: z.string() }) });

/** An event as the app gets it, with its id. */
export type SentEvent = z.infer<typeof envelope>['event'];

/** The events sent so far, of one type (and subtype) if named, oldest first. */
export function eventsOf(workspace: Workspace, type?: string, subtype?: string): SentEvent[] {
  return workspace.deliveries
    .filter((delivery) => delivery.kind === 'events_api')
    .map((delivery) => envelope.parse(delivery.payload).event)
    .filter((event) => type === undefined || event.type === type)
    .filter((event) => subtype === undefined || event.subtype === subtype);
}
