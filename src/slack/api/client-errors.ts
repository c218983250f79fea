import { z } from 'zod';

/**
 * The errors of Slack's client as it throws them, which its types say nothing of. `test/libraries/web-api.test.ts` holds
 * each to the version that is installed.
 */

/** Slack has refused the call, in a word of its own. */
export const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    needed: z.string().optional(),
    // Of the header that comes with every answer.
    response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).default({ scopes: [] }),
  }),
});

/** Slack asks to wait, s. */
export const rateLimitedError = z.object({
  code: z.literal('slack_webapi_rate_limited_error'),
  retryAfter: z.number(),
});

/** Slack asks to wait, and its Retry-After could not be read: an Error without a code. */
export const unreadableWait = z.object({ message: z.string().startsWith('Retry header') });

/** No answer came: `original` is what `fetch` threw. */
export const requestError = z.object({
  code: z.literal('slack_webapi_request_error'),
  original: z.unknown(),
});

/** An answer came that is none of the Web API's. */
export const httpError = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() });

/** Whether nobody knows what came of a call. */
export const isLost = (error: unknown): boolean =>
  requestError.safeParse(error).success || httpError.safeParse(error).success;
