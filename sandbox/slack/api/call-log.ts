import type { JsonObject } from '../json.ts';

/**
 * One request that reached the workspace. `method` is a Web API method, `response_url` or `upload`; `args` are
 * without the token; `answer` is null when none was given; `at` is ms UTC on the sandbox's clock; `ms` is how
 * long it took in real time.
 */
export type RecordedCall = {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly status: number | null;
  readonly answer: JsonObject | null;
  readonly at: number;
  readonly ms: number;
};

/** The requests so far, and how many are being answered. */
export class CallLog {
  #calls: RecordedCall[] = [];
  #inFlight = 0;

  get all(): readonly RecordedCall[] {
    return this.#calls;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** A request came in. */
  begin(): void {
    this.#inFlight += 1;
  }

  /** It was answered, or its connection ended. */
  end(call: RecordedCall): void {
    this.#inFlight -= 1;
    this.#calls.push(call);
  }

  reset(): void {
    this.#calls = [];
  }
}
