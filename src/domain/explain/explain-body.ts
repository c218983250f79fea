import { entryByCode, entryByKey } from './catalogue.ts';
import { echo } from './echo-input.ts';
import type { CatalogueEntry } from './entry.ts';
import { messageKey, refusalKey } from './error-messages.ts';
import type { ApiError } from './read/error-body.ts';
import { unknownError } from './unknown-error.ts';

/**
 * An entry, and what the pasted error itself said of it; null where it said nothing more. `whose`: the host or company
 * whose problem it is, where that is neither Intercom nor we. `written`: the request that may have been done although it
 * failed, as `POST`.
 */
export type Explained = CatalogueEntry & { message: string | null; whose?: string; written?: string };

/** Codes whose message can tell more than they do. */
const finer: Readonly<Record<string, (message: string) => string | null>> = {
  forbidden: refusalKey,
  unauthorized: refusalKey,
  rate_limit_exceeded: (message) => only('pending_exports', message),
  server_error: (message) => only('scroll_restart', message),
};
const only = (key: string, message: string) => (messageKey(message) === key ? key : null);

/**
 * What the errors of a body mean, each with its own message. A code that the catalogue does not have is explained by
 * its message; so is a message alone, unless a status tells more.
 */
export function byBody(errors: readonly ApiError[], status: number | null): Explained[] {
  return errors.flatMap((error) => {
    const entry =
      meant(error) ?? (error.code === null && status !== null ? null : unknownError(error, status));
    return entry === null ? [] : [{ ...entry, message: messageOf(error) }];
  });
}

function meant({ code, message }: ApiError): CatalogueEntry | null {
  if (code === null) return byKey(message === null ? null : messageKey(message));
  const entry = entryByCode(code);
  const key = entry === null || message === null ? null : finer[entry.key]?.(message);
  return byKey(key ?? null) ?? entry;
}

const byKey = (key: string | null) => (key === null ? null : entryByKey(key));

/** The message of an error and the permissions that it names, fit to be said back; null when there is neither. */
export function messageOf({ message, permissions = [] }: ApiError): string | null {
  const required = permissions.length === 0 ? null : `required permissions: ${permissions.join(', ')}`;
  const parts = [message, required].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : echo(parts.join('; '), 200);
}
