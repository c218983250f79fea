import { isFinal, type Status, statusSchema, workingStatusSchema } from '../domain/incident/status.ts';

const listed = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');

/** The SQL condition for an incident that has one of these statuses. */
export const hasStatusSql = (statuses: readonly Status[]): string => `status IN (${listed(statuses)})`;

/** The SQL condition for an open incident. */
export const isOpenSql = hasStatusSql(workingStatusSchema.options);

/** The SQL condition for an incident that can still be changed, as far as this version knows its status. */
export const isNotFinalSql = `status NOT IN (${listed(statusSchema.options.filter(isFinal))})`;
