/** What goes wrong with a request. */
export type FaultAnswer =
  /** HTTP 200 with `{ok: false, error}`; nothing is done, or with `applied` it is done all the same. */
  | { readonly error: string; readonly applied?: true }
  /** Another HTTP status, with `Retry-After` in seconds if given; nothing is done, unless it is `applied`. */
  | { readonly status: number; readonly retryAfter?: number; readonly applied?: true }
  /** It is answered as ever, but `delayMs` of sandbox time later. */
  | { readonly delayMs: number }
  /** The connection is cut before anything was done. */
  | 'reset_before'
  /** It is done, but the connection is cut instead of an answer. */
  | 'reset_after'
  /** No answer ever comes, and nothing is done. */
  | 'hang'
  /** It is done, but no answer ever comes. */
  | 'hang_after';

/**
 * A planned fault of one method (`*` for any, `response_url`, `upload`); `times` defaults to 1. The method `ack` is
 * the app's acknowledgement over Socket Mode, `hello` Slack's greeting of a new connection: it comes `delayMs` of real
 * time later, or with any other answer never.
 */
export type Fault = {
  readonly method: string;
  readonly times?: number;
  readonly answer: FaultAnswer;
  readonly when?: (args: Readonly<Record<string, unknown>>) => boolean;
  /** What those who planned it call it. */
  readonly name?: string;
};

/** A fault that is still to come, and for how many more requests. */
export type Planned = { readonly fault: Fault; readonly left: number };

/** What goes wrong on a connection, not with a request. */
const ofSocket: ReadonlySet<string> = new Set(['ack', 'hello']);

/** The faults still to come. */
export class Faults {
  #faults: { readonly fault: Fault; left: number }[] = [];

  /** Those still to come, in their order. */
  get planned(): readonly Planned[] {
    return this.#faults;
  }

  /** Plans a fault; those planned first happen first. Returns its removal. */
  add(fault: Fault): () => void {
    const planned = { fault, left: fault.times ?? 1 };
    this.#faults.push(planned);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== planned);
    };
  }

  /** The fault of this request, if one is planned; it is used up. */
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
