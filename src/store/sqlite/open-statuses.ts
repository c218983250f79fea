import { workingStatusSchema } from '../../domain/incident/status.ts';

/** The condition, in SQL, that an incident's row is open. */
export const isOpenSql = `status IN (${workingStatusSchema.options.map((status) => `'${status}'`).join(', ')})`;
