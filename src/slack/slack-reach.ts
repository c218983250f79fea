import type { Reach } from '../app/attempt.ts';

/** Whether Slack takes the outbox's calls. */
export class SlackReach implements Reach {
  readonly #ask: () => Promise<unknown>;
  #taken = 0;
  #asking: Promise<unknown> | null = null;

  /** `ask`: a call that costs nothing and that Slack takes whenever it takes any; when it takes it, it is counted. */
  constructor(ask: () => Promise<unknown>) {
    this.#ask = ask;
  }

  /** Slack has taken a call. */
  took(): void {
    this.#taken += 1;
  }

  taken(): number {
    return this.#taken;
  }

  async since(taken: number): Promise<boolean> {
    if (this.#taken === taken) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = null;
      });
      await this.#asking.catch(() => {});
    }
    return this.#taken > taken;
  }
}
