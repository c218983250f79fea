import { z } from 'zod';

/**
 * The errors that Slack's client throws, which its types don't describe. `test/libraries/web-api.test.ts` checks each
 * against the installed version.
 */

/** Slack refused the call, with an error code. */
export const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    needed: z.string().optional(),
    // From the header that comes with every response.
    response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).default({ scopes: [] }),
  }),
});

/** How long Slack asks to wait, s. */
export const rateLimitedError = z.object({
  code: z.literal('slack_webapi_rate_limited_error'),
  retryAfter: z.number(),
});

/** Slack asks to wait, but its Retry-After couldn't be read: an Error without a code. */
export const unreadableWait = z.object({ message: z.string().startsWith('Retry header') });

/** No response came: `original` is what `fetch` threw. */
export const requestError = z.object({
  code: z.literal('slack_webapi_request_error'),
  original: z.unknown(),
});

/** A response came that isn't the Web API's. */
export const httpError = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() });

/** Whether it's unknown if the call was carried out. */
export const isLost = (error: unknown): boolean =>
  requestError.safeParse(error).success || httpError.safeParse(error).success;

/** Errors after which Slack may have carried out the call anyway (Slack: errors common to all methods). */
export const possiblyDone: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);

/** Whether Slack certainly didn't carry out the call. */
export function isRefused(error: unknown): boolean {
  const refused = platformError.safeParse(error);
  return refused.success && !possiblyDone.has(refused.data.data.error);
}
