import { Agent, type Dispatcher } from 'undici';

/**
 * Calls use HTTP/1.1: there a request has its connection to itself, so we know if nothing of a call was sent. By
 * default, undici 8 would use HTTP/2 with any server that offers it.
 */
const dispatcher = new Agent({ allowH2: false });

/** What is posted, and to which URL. */
export type Posting = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** A complete response. */
export type WholeAnswer = {
  readonly status: number;
  readonly headers: NonNullable<Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]>;
  readonly text: string;
};

/** A call of which not a byte was sent: the server can't have received it. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}

/**
 * Posts, and reads the whole response, within `withinMs`. Throws NothingSent if no connection could be opened, or if
 * `begins`, called right before the first byte, throws; once something may have been sent, throws undici's error or the
 * deadline's. It uses undici's dispatcher, because `request` ties a call and its response into a cycle of which 1 to 3 KB
 * survive every young-generation collection, and then V8 lets that space grow to 100 MiB (measured, undici 8.13 on
 * Node 24: bench/PROFILE.md).
 */
export async function post(
  { url, headers, body }: Posting,
  withinMs: number,
  begins: () => void = () => {},
): Promise<WholeAnswer> {
  let begun: Dispatcher.DispatchController | null = null;
  let deadline: NodeJS.Timeout | undefined;
  const sending = { method: 'POST' as const, origin: url.origin, path: `${url.pathname}${url.search}` };
  try {
    return await new Promise<WholeAnswer>((resolve, reject) => {
      const late = () => new Error(`no answer within ${withinMs} ms`);
      let ended = false;
      deadline = setTimeout(() => {
        ended = true;
        if (begun) begun.abort(late());
        else reject(late());
      }, withinMs);
      const chunks: Buffer[] = [];
      let head: Omit<WholeAnswer, 'text'>;
      dispatcher.dispatch(
        { ...sending, headers: { ...headers }, body },
        {
          // The body is written right after this; what is thrown here ends the call without it.
          onRequestStart(controller) {
            if (ended) throw late();
            begins();
            begun = controller;
          },
          onResponseStart(_, status, answered) {
            head = { status, headers: answered };
          },
          onResponseData: (_, chunk) => void chunks.push(chunk),
          onResponseEnd: () => resolve({ ...head, text: Buffer.concat(chunks).toString() }),
          onResponseError: (_, error) => reject(error),
        },
      );
    });
  } catch (error) {
    throw begun ? error : new NothingSent('not a byte was sent', { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}
