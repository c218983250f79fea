import type { JsonObject } from './json.ts';

/** A Web API response `{ok: false, error, …}`: `code` is Slack's error, `extra` the fields beside it. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: JsonObject;

  constructor(code: string, extra: JsonObject = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
  }
}

/** `invalid_arguments`, with Slack's explanation of each bad argument. */
export function invalidArguments(...reasons: string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) },
  });
}

/** What a person can't do, as the sentence they are shown. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
