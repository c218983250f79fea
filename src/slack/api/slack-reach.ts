import type { Reach } from '../../app/worker/attempt.ts';

/** How many calls are remembered; the ones accepted longest ago are forgotten first. */
const rememberedCalls = 1_000;

/** Whether Slack accepts the outbox's calls. */
export class SlackReach implements Reach {
  readonly #ask: () => Promise<unknown>;
  readonly #lost: () => void;
  #taken = 0;
  /** How many calls Slack had accepted at the last one of each kind. */
  readonly #lastOf = new Map<string, number>();
  #asking: Promise<unknown> | null = null;

  /**
   * `ask`: a call that costs nothing and that Slack accepts whenever it accepts any; if it's accepted, it's counted.
   * `lost`: called whenever it turns out that Slack accepts none.
   */
  constructor(ask: () => Promise<unknown>, lost: () => void = () => {}) {
    this.#ask = ask;
    this.#lost = lost;
  }

  /** Slack accepted a call; for a message, to this channel (see `limitedAs`). */
  took(call: string): void {
    this.#taken += 1;
    this.#lastOf.delete(call);
    this.#lastOf.set(call, this.#taken);
    const [oldest] = this.#lastOf.keys();
    if (this.#lastOf.size > rememberedCalls && oldest !== undefined) this.#lastOf.delete(oldest);
  }

  taken(): number {
    return this.#taken;
  }

  tookSince(taken: number, call: string): boolean {
    return (this.#lastOf.get(call) ?? 0) > taken;
  }

  async since(taken: number): Promise<boolean> {
    if (this.#taken === taken) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = null;
      });
      await this.#asking.catch(() => {});
    }
    if (this.#taken === taken) this.#lost();
    return this.#taken > taken;
  }
}
