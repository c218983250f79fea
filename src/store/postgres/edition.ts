/**
 * The SQL of an edition of an incident's events: another one after words were taken out of them, on another server, and
 * after a crash: there, the latest commits may be gone, with others in their place.
 */
export const editionSql = (rewritten: string): string =>
  `${rewritten} || ' on ' || extract(epoch FROM pg_postmaster_start_time()) || ' ' || (SELECT current_lineage())`;
