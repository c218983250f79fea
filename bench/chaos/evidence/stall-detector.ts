import { z } from 'zod';
import { outlasted } from '../../../src/app/worker/retry-budget.ts';
import { type Effect, effectSchema } from '../../../src/domain/effects/effects.ts';
import type { ChaosContext } from '../faults/faults.ts';
import type { Violation } from '../violation.ts';

const outboxRow = z.object({
  id: z.number(),
  key: z.string(),
  effect: z.string(),
  due_at: z.number(),
  behind: z.string().nullable(),
  background: z.number().transform((flag) => flag === 1),
  failed_tries: z.number(),
  failing_since: z.number().nullable(),
  unsure: z.number(),
  resting: z.number(),
});
type Row = z.infer<typeof outboxRow>;

/** `resting`: an entry waits for a version that can read it, or failed permanently and may come back. */
const outbox = `SELECT id, key, effect, due_at, behind, background, failed_tries, failing_since,
    CASE WHEN leased = 1 OR maybe_sent = 1 THEN 1 ELSE 0 END AS unsure,
    CASE WHEN unread = 1 OR dead_at IS NOT NULL THEN 1 ELSE 0 END AS resting FROM outbox`;

/** How long the bot can work before it reports a failure, ms: the wait before one more attempt, and its own time. */
const reportsWithin = 75_000;
/** How long it can keep working with something pending in total, ms: its budget, plus the time above. */
const owedWithin = { people: 4 * 60_000 + reportsWithin, background: 15 * 60_000 + reportsWithin };
/** Effects that are queued once rather than requested repeatedly, so that the row shows how long it has waited. */
const owedOnce: ReadonlySet<Effect['type']> = new Set([
  'ensure_channel',
  'invite',
  'post_change',
  'capture_message',
  'publish_postmortem',
  'tell_setback',
  'tell_end',
  'tell_source',
  'tell_original',
  'brief_role',
  'send_brief',
  'call_oncall',
  'mention_oncall',
  'tell_left_out',
  'erase_deleted',
  'learn_names',
  'take_up',
]);

type Wait = { readonly since: number; readonly what: string; isReported: boolean };

/** Looks at the outbox from time to time, for entries that wait although nobody was told. */
export class StallDetector {
  readonly #context: ChaosContext;
  readonly #waits = new Map<string, Wait>();
  readonly violations: Violation[] = [];

  constructor(context: ChaosContext) {
    this.#context = context;
  }

  /** What is pending now: whether any of it may have arrived. Null if the database can't be read. */
  async look(): Promise<{ readonly unsure: boolean } | null> {
    const found = await this.#context.database.read(outbox, outboxRow);
    if (!found) return null;
    const awake = found.filter(({ resting }) => resting === 0);
    const waiting = awake.flatMap((row) => this.#waiting(row, awake));
    const current = new Set(waiting.map(({ name }) => name));
    for (const name of [...this.#waits.keys()]) if (!current.has(name)) this.#waits.delete(name);
    for (const { name, what, most, key } of waiting) this.#judge(name, what, most, key);
    return { unsure: found.some(({ unsure }) => unsure === 1) };
  }

  #waiting(row: Row, all: readonly Row[]): { name: string; what: string; most: number; key: string }[] {
    const parsed = effectSchema.safeParse(JSON.parse(row.effect));
    if (!parsed.success) return [];
    const { type } = parsed.data;
    const { id, key, failed_tries: tries, failing_since: since, behind } = row;
    const over = since !== null && outlasted(row, { tries, since }, this.#context.clock.now(), row.due_at);
    const held = behind !== null && all.some((other) => other.key === behind);
    const most = row.background ? owedWithin.background : owedWithin.people;
    return [
      ...(over
        ? [{ name: `${id} failing`, what: 'it failed beyond its budget', most: reportsWithin, key }]
        : []),
      ...(owedOnce.has(type) && !held
        ? [{ name: `${id} owed`, what: 'it is owed for longer than its budget', most, key }]
        : []),
    ];
  }

  #judge(name: string, what: string, most: number, key: string): void {
    const now = Date.now();
    const wait = this.#waits.get(name) ?? { since: now, what, isReported: false };
    this.#waits.set(name, wait);
    const worked = now - wait.since - this.#context.journal.within({ from: wait.since, to: now });
    if (worked <= most || wait.isReported) return;
    wait.isReported = true;
    this.violations.push({
      kind: 'stalled',
      incident: key,
      what: `${what}, and nobody was told in ${worked} ms of the bot's work`,
      look: 'the outbox, src/app/worker/retry-budget.ts',
    });
  }
}
