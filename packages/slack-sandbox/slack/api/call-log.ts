import type { JsonObject } from '../json.ts';
import { RingBuffer } from '../ring-buffer.ts';

/**
 * One request that reached the workspace. `method` is a Web API method, `response_url`, or `upload`; `args` exclude the
 * token; `at` is ms UTC on the sandbox's clock. `status` and `answer` are null until it's answered, and stay null if it
 * never is; `ms` is how long it took in real time, null while it's open.
 */
export type RecordedCall = {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly status: number | null;
  readonly answer: JsonObject | null;
  readonly ms: number | null;
};

type Writable = { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] };

/** A request in progress: records its response, and when its connection is done. */
export type OpenCall = {
  answered(status: number, answer: JsonObject): void;
  closed(): void;
};

/** The requests so far (only the latest `most`), in the order they came, and how many are open. */
export class CallLog {
  readonly kept: RingBuffer<RecordedCall>;
  #inFlight = 0;

  constructor(most = Number.POSITIVE_INFINITY) {
    this.kept = new RingBuffer(most);
  }

  get all(): readonly RecordedCall[] {
    return this.kept.all;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Records that a request came in. */
  begin(method: string, args: RecordedCall['args'], at: number): OpenCall {
    const began = performance.now();
    const record: Writable = { method, args, at, status: null, answer: null, ms: null };
    this.kept.add(record);
    this.#inFlight += 1;
    return {
      answered(status, answer) {
        Object.assign(record, { status, answer, ms: performance.now() - began });
      },
      closed: () => {
        record.ms ??= performance.now() - began;
        this.#inFlight -= 1;
      },
    };
  }

  reset(): void {
    this.kept.clear();
  }
}
