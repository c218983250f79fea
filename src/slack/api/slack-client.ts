import { WebClient } from '@slack/web-api';

/**
 * Slack's client, with one word put right. The argument by which a picture is described for screen readers is `alt_txt`
 * (Slack: files.getUploadURLExternal); web-api sends `alt_text`, which Slack does not know
 * (test/libraries/web-api.test.ts says whether it still does).
 */
export class SlackClient extends WebClient {
  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    if (method !== 'files.getUploadURLExternal') return super.apiCall(method, options);
    const { alt_text: description, ...rest } = options;
    return super.apiCall(method, { ...rest, ...(description !== undefined && { alt_txt: description }) });
  }
}
