import { z } from 'zod';
import { millisSchema } from '../incident/ids.ts';

/**
 * One drill as an incident carries it: which script, and when it was started (UTC ms), which is before it was
 * declared. Kept in events; the script itself is data of the program.
 */
export const drillRunSchema = z.object({ script: z.string(), startedAt: millisSchema });
export type DrillRun = z.infer<typeof drillRunSchema>;

/** How people read that nothing of it is real. */
export const drillWord = 'DRILL';

/** What stands alone in a channel begins with it, when it is of a drill. */
export const drillMark = ({ drill }: { readonly drill: unknown }): string => (drill ? `${drillWord}: ` : '');
