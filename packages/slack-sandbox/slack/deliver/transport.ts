import type { Json, JsonObject } from '../json.ts';

/** What kind of thing Slack tells the app. */
export type PayloadKind = 'events_api' | 'slash_commands' | 'interactive';

/** Says that this is not the first try: `attempt` is 1 to 3. */
export type Retry = { readonly attempt: number; readonly reason: string };

/**
 * What became of one try to tell the app: acknowledged (with its text or object, null for nothing), answered
 * with a status other than 2xx, not answered in time, or the connection failed or was lost.
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
