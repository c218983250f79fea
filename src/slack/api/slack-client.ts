import { WebClient } from '@slack/web-api';
import { z } from 'zod';

/**
 * Slack's client, with one argument corrected. Slack calls a picture's description for screen readers `alt_txt`
 * (Slack: files.getUploadURLExternal); web-api sends `alt_text`, which Slack ignores (test/libraries/web-api.test.ts
 * says whether it still does).
 */
export class SlackClient extends WebClient {
  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    if (method !== 'files.getUploadURLExternal') return super.apiCall(method, options);
    const { alt_text: description, ...rest } = options;
    return super.apiCall(method, { ...rest, ...(description !== undefined && { alt_txt: description }) });
  }
}

const page = z.object({ response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });

/**
 * Yields every page of what Slack lists, each read by `schema`; whoever found what they want asks for no more. `ask`: calls
 * Slack, with the cursor of the page, which the first one doesn't have. (Slack: docs.slack.dev, "Pagination".)
 */
export async function* everyPage<Page>(
  schema: z.ZodType<Page>,
  ask: (at: { readonly cursor?: string }) => Promise<unknown>,
): AsyncGenerator<Page> {
  let cursor: string | undefined;
  do {
    const answer = await ask(cursor ? { cursor } : {});
    yield schema.parse(answer);
    cursor = page.parse(answer).response_metadata?.next_cursor;
  } while (cursor);
}
