/**
 * The SQL of the edition of an incident's events. It changes when words are taken out of them, on another server, and after a
 * crash, because the latest commits may be gone, with others in their place.
 */
export const editionSql = (rewritten: string): string =>
  `${rewritten} || ' on ' || extract(epoch FROM pg_postmaster_start_time()) || ' ' || (SELECT current_lineage())`;
