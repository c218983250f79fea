import { WebClient } from '@slack/web-api';

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
