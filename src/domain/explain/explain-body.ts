import { entryByCode, entryByKey } from './catalogue.ts';
import { echo } from './echo-input.ts';
import type { CatalogueEntry } from './entry.ts';
import { messageKey, refusalKey } from './error-messages.ts';
import type { ApiError } from './read/error-body.ts';
import { unknownError } from './unknown-error.ts';

/**
 * An entry, and what the pasted error itself said about it; null if it said nothing more. `whose`: the host or company
 * whose problem it is, if that is neither Intercom nor us. `written`: the request that may have been carried out
 * although it failed, as `POST`.
 */
export type Explained = CatalogueEntry & { message: string | null; whose?: string; written?: string };

/** Codes whose message can say more than the code. */
const finer: Readonly<Record<string, (message: string) => string | null>> = {
  forbidden: refusalKey,
  unauthorized: refusalKey,
  rate_limit_exceeded: (message) => only('pending_exports', message),
  server_error: (message) => only('scroll_restart', message),
};
const only = (key: string, message: string) => (messageKey(message) === key ? key : null);

/**
 * What the errors in a body mean, each with its own message. A code that isn't in the catalogue is explained by its
 * message; so is a message alone, unless a status says more.
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

/** The message of an error and the permissions that it names, fit to be repeated; null if there is neither. */
export function messageOf({ message, permissions = [] }: ApiError): string | null {
  const required = permissions.length === 0 ? null : `required permissions: ${permissions.join(', ')}`;
  const parts = [message, required].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : echo(parts.join('; '), 200);
}
