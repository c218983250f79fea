import { accessEntries } from './catalogue/access.ts';
import { edgeEntries } from './catalogue/edges.ts';
import { loadEntries } from './catalogue/load.ts';
import { networkEntries } from './catalogue/network.ts';
import { requestEntries } from './catalogue/request.ts';
import { familyEntries, statusEntries } from './catalogue/statuses.ts';
import type { CatalogueEntry } from './entry.ts';

/** Every error this bot can explain: by code, by HTTP status, by family of statuses, and by network failure. */
export const catalogue: readonly CatalogueEntry[] = [
  ...accessEntries,
  ...loadEntries,
  ...requestEntries,
  ...statusEntries,
  ...familyEntries,
  ...edgeEntries,
  ...networkEntries,
];

/** Intercom's own codes. */
export const knownCodes: readonly string[] = catalogue.flatMap(({ code }) => (code === null ? [] : [code]));

const byKey = new Map(catalogue.map((entry) => [entry.key, entry]));

/** The entry with this key (`token_revoked`, `ip_allowlist`, `http_503`, `5xx`), or null. */
export function entryByKey(key: string): CatalogueEntry | null {
  return byKey.get(key) ?? null;
}

/**
 * The entry for one of Intercom's error codes, in any case. Codes with the same ending share an entry:
 * `company_not_found` is `not_found`; an unlisted `…_limit_exceeded` is `bad_request`.
 */
export function entryByCode(code: string): CatalogueEntry | null {
  const key = code.trim().toLowerCase();
  const exact = byKey.get(key);
  if (exact !== undefined && exact.code !== null) return exact;
  if (/^[a-z0-9_]{1,60}_not_found$/.test(key)) return entryByKey('not_found');
  if (/^[a-z0-9_]{1,60}_limit_exceeded$/.test(key)) return entryByKey('bad_request');
  return null;
}

/** The entry for an HTTP status, or its family's entry; null if it isn't an HTTP status. */
export function entryByStatus(status: number): CatalogueEntry | null {
  return entryByKey(`http_${status}`) ?? entryByKey(`${Math.floor(status / 100)}xx`);
}

/** The HTTP status that a code usually comes with; null if none is documented. */
export function usualStatus(code: string): number | null {
  return entryByCode(code)?.http[0] ?? null;
}
