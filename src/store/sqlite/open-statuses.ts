import { isFinal, statusSchema, workingStatusSchema } from '../../domain/incident/status.ts';

const listed = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');

/** The condition, in SQL, that an incident's row is open. */
export const isOpenSql = `status IN (${listed(workingStatusSchema.options)})`;

/** The condition, in SQL, that something can still be done to an incident, as far as this version knows its status. */
export const isNotFinalSql = `status NOT IN (${listed(statusSchema.options.filter(isFinal))})`;
