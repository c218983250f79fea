import { Agent, type Dispatcher } from 'undici';

/**
 * Calls go by HTTP/1.1: there a request has its connection to itself, so that a call of which nothing was sent is known.
 * undici 8 would take HTTP/2 from whoever offers it.
 */
const dispatcher = new Agent({ allowH2: false });

/** What is posted, and where to. */
export type Posting = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** A whole answer. */
export type WholeAnswer = {
  readonly status: number;
  readonly headers: NonNullable<Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]>;
  readonly text: string;
};

/** A call of which not a byte was sent: the other side cannot have heard of it. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}

/**
 * Posts, and reads the whole answer, within `withinMs`. Throws NothingSent when no connection came to stand, and undici's
 * error, or that of the deadline, once something may have been sent. It speaks to undici's dispatcher, for `request` ties
 * a call and its answer into a ring of which 1 to 3 KB outlive every collection of young objects, and then V8 lets those
 * have 100 MiB (measured, undici 8.13 on Node 24: bench/PROFILE.md).
 */
export async function post({ url, headers, body }: Posting, withinMs: number): Promise<WholeAnswer> {
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
          // What is posted is written right after this.
          onRequestStart(controller) {
            if (ended) controller.abort(late());
            else begun = controller;
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
