import { field, method } from './field.ts';
import { discard, readAnswer } from './read-answer.ts';
import { CallFailed, notJson } from './verdict.ts';

/** A response of fetch or node-fetch, of undici's `request()`, of axios, or of got. */
export type HttpAnswer =
  | { status: number; headers: object; text: () => Promise<string> }
  | { statusCode: number; headers: object; body: { text: () => Promise<string> } }
  | { status: number; headers: object; data: unknown }
  | { statusCode: number; headers: object; body: unknown };

/**
 * The JSON in a response, not yet validated; undefined for a success without a body. Throws `CallFailed` with the
 * verdict if the response is a failure, or if it isn't JSON whatever its status (an error page, a captive portal). For
 * a body that breaks off, throws what the client throws. `now` is UNIX ms.
 */
export async function jsonOf(answer: HttpAnswer, now: () => number = Date.now): Promise<unknown> {
  const verdict = readAnswer(answer, now());
  if (verdict !== null) {
    discard(answer);
    throw new CallFailed(verdict);
  }
  const content = await contentOf(answer);
  if (typeof content !== 'string') return content;
  if (content.trim() === '') return undefined;
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new CallFailed(notJson, error);
  }
}

/** The body as text, or whatever the client made of it. */
async function contentOf(answer: HttpAnswer): Promise<unknown> {
  const text = method(answer, 'text') ?? method(field(answer, 'body'), 'text');
  return text === null ? (field(answer, 'data') ?? field(answer, 'body')) : text();
}
