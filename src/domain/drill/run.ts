import { z } from 'zod';
import { millisSchema } from '../incident/ids.ts';

/**
 * A drill as its incident stores it: which script, and when it was started (UTC ms), which is before it was declared.
 * Stored in events; the script itself is data of the program.
 */
export const drillRunSchema = z.object({ script: z.string(), startedAt: millisSchema });
export type DrillRun = z.infer<typeof drillRunSchema>;

/** What tells people that nothing of it is real. */
export const drillWord = 'DRILL';

/** The prefix of messages that stand alone in a channel, if they are a drill's. */
export const drillMark = ({ drill }: { readonly drill: unknown }): string => (drill ? `${drillWord}: ` : '');
