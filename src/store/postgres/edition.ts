/**
 * The SQL of an edition of an incident's events: another one after words were taken out of them, and on another server, which
 * may lack the latest commits of the one before it and get others in their place.
 */
export const editionSql = (rewritten: string): string =>
  `${rewritten} || ' on ' || extract(epoch FROM pg_postmaster_start_time())`;
