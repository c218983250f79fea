import { z } from 'zod';

/** How bad an incident is: P1 (everything fails) to P4 (no user impact). */
export const severitySchema = z.enum(['P1', 'P2', 'P3', 'P4']);
export type Severity = z.infer<typeof severitySchema>;

/** All severities, worst first, for menus and settings. */
export const severities: readonly Severity[] = severitySchema.options;

/** Whether one severity is worse than another. */
export const isMoreSevere = (one: Severity, other: Severity): boolean =>
  severities.indexOf(one) < severities.indexOf(other);

/** What each severity means, in the words people choose by. */
export const severityMeaning: Readonly<Record<Severity, string>> = {
  P1: 'All Intercom API calls failing',
  P2: 'Degraded service: slow or rate limited',
  P3: 'Partial impact: some features or users',
  P4: 'No user impact',
};
