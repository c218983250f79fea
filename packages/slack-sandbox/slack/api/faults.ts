/** What goes wrong with a request. */
export type FaultAnswer =
  /** HTTP 200 with `{ok: false, error}`; nothing is done, but with `applied` it's done anyway. */
  | { readonly error: string; readonly applied?: true }
  /** Another HTTP status, with `Retry-After` in seconds if given; nothing is done, unless `applied`. */
  | { readonly status: number; readonly retryAfter?: number; readonly applied?: true }
  /** It's answered as usual, but `delayMs` of sandbox time later. */
  | { readonly delayMs: number }
  /** The connection is cut before anything is done. */
  | 'reset_before'
  /** It's done, but the connection is cut instead of responding. */
  | 'reset_after'
  /** No response ever comes, and nothing is done. */
  | 'hang'
  /** It's done, but no response ever comes. */
  | 'hang_after';

/**
 * A fault queued for one method (`*` for any, `response_url`, `upload`); `times` defaults to 1. The method `ack` is the
 * app's acknowledgement over Socket Mode. `hello` is Slack's greeting of a new connection: it comes `delayMs` of real
 * time later, or for any other answer, never.
 */
export type Fault = {
  readonly method: string;
  readonly times?: number;
  readonly answer: FaultAnswer;
  readonly when?: (args: Readonly<Record<string, unknown>>) => boolean;
  /** What whoever queued it calls it. */
  readonly name?: string;
};

/** A queued fault, and for how many more requests it applies. */
export type Planned = { readonly fault: Fault; readonly left: number };

/** What goes wrong on a connection rather than with a request. */
const ofSocket: ReadonlySet<string> = new Set(['ack', 'hello']);

/** The queued faults. */
export class Faults {
  #faults: { readonly fault: Fault; left: number }[] = [];

  /** The faults still to come, in order. */
  get planned(): readonly Planned[] {
    return this.#faults;
  }

  /** Queues a fault; faults happen in the order they were queued. Returns a function that removes it. */
  add(fault: Fault): () => void {
    const planned = { fault, left: fault.times ?? 1 };
    this.#faults.push(planned);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== planned);
    };
  }

  /** Returns the fault for this request, if one is queued, and uses it up. */
  take(method: string, args: Readonly<Record<string, unknown>>): FaultAnswer | null {
    const planned = this.#faults.find(
      ({ fault }) =>
        (fault.method === method || (fault.method === '*' && !ofSocket.has(method))) &&
        (fault.when?.(args) ?? true),
    );
    if (planned === undefined) return null;
    planned.left -= 1;
    if (planned.left <= 0) this.#faults = this.#faults.filter((other) => other !== planned);
    return planned.fault.answer;
  }

  clear(): void {
    this.#faults = [];
  }
}
