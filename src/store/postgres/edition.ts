/** The setting in which a transaction keeps the lineage it began on: asking for it again takes as long as a statement. */
const lineageSetting = 'intercom_incident.lineage';

/** The SQL of the current lineage, which the transaction keeps for `editionSql`. */
export const keepLineageSql = `set_config('${lineageSetting}', current_lineage(), true)`;

/** Empty after the transaction, and where none was begun. */
const keptLineage = `nullif(current_setting('${lineageSetting}', true), '')`;

/**
 * The SQL of the edition of an incident's events. It changes when words are taken out of them, on another server, and after a
 * crash, because the latest commits may be gone, with others in their place.
 */
export const editionSql = (rewritten: string): string =>
  `${rewritten} || ' on ' || extract(epoch FROM pg_postmaster_start_time()) || ' '
    || (SELECT coalesce(${keptLineage}, current_lineage()))`;
