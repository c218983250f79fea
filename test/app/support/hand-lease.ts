import type { Clock } from '../../../src/app/clock.ts';
import type { DeliveryLease, Heard, Lease } from '../../../src/store/delivery-lease.ts';
import { DatabaseAway } from '../../../src/store/error-advice.ts';

/** As long as PostgreSQL's, ms. */
export const leaseMs = 4_000;

/** The right to deliver among some bots, on a clock that a test moves. */
export class HandLeases {
  readonly #clock: Clock;
  readonly #heard = new Map<string, Heard>();
  #term = 0;
  #expiresAt = Number.NEGATIVE_INFINITY;
  /** What was asked, in order. */
  readonly asked: string[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The term that goes on; null if nobody holds it. */
  get holds(): number | null {
    return this.#clock.now() < this.#expiresAt ? this.#term : null;
  }

  /** One bot's way to it, which a test can cut, or slow down to a moment of its own. */
  of(name: string): DeliveryLease & { cut: boolean; before: Promise<void> } {
    const way = {
      cut: false,
      before: Promise.resolve(),
      listen: (heard: Heard) => void this.#heard.set(name, heard),
      take: () => ask('take', () => this.#take()),
      renew: (term: number) => ask('renew', () => this.#renew(term)),
      release: (term: number) => ask('release', () => this.#release(name, term)),
      deliverer: async () => ({ kind: 'nobody' }) as const,
      say: (what: 'offered' | 'wanted' | 'missed') =>
        ask(what, () => this.#others(name, (heard) => heard[what]())),
      async tellOfAccount() {},
      onAccount() {},
    };
    const ask = async <Answer>(what: string, work: () => Answer): Promise<Answer> => {
      this.asked.push(`${name} ${what}`);
      if (way.cut) throw new DatabaseAway(new Error('the connection is lost'));
      const answer = work();
      await way.before;
      return answer;
    };
    return way;
  }

  #take(): Lease | { freeInMs: number } {
    if (this.holds !== null) return { freeInMs: this.#expiresAt - this.#clock.now() };
    this.#term += 1;
    return this.#kept();
  }

  #renew(term: number): Lease | null {
    return this.holds === term ? this.#kept() : null;
  }

  #kept(): Lease {
    this.#expiresAt = this.#clock.now() + leaseMs;
    return { term: this.#term, forMs: leaseMs };
  }

  #release(name: string, term: number): void {
    if (this.holds !== term) return;
    this.#expiresAt = Number.NEGATIVE_INFINITY;
    this.#others(name, (heard) => heard.free());
  }

  #others(name: string, tell: (heard: Heard) => void): void {
    for (const [other, heard] of this.#heard) if (other !== name) tell(heard);
  }
}
