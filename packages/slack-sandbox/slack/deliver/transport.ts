import type { Json, JsonObject } from '../json.ts';

/** The kinds of payload that Slack sends to the app. */
export type PayloadKind = 'events_api' | 'slash_commands' | 'interactive';

/** Says that this isn't the first attempt: `attempt` is 1 to 3. */
export type Retry = { readonly attempt: number; readonly reason: string };

/**
 * The result of one attempt to send to the app: acknowledged (with its text or object, null for nothing), answered with
 * a status other than 2xx, not answered in time, or the connection failed or was lost.
 */
export type Answer =
  | { readonly kind: 'acked'; readonly body: Json }
  | { readonly kind: 'refused'; readonly status: number; readonly noRetry: boolean }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'lost' };

/** A way to the app: signed HTTP requests or Socket Mode. */
export type Transport = {
  send(kind: PayloadKind, payload: JsonObject, retry: Retry | null): Promise<Answer>;
};
