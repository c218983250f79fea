import { z } from 'zod';
import { type Effect, effectKey, effectLane, effectSchema } from '../../domain/effects.ts';
import { type IncidentId, incidentIdSchema, type Millis, millisSchema } from '../../domain/ids.ts';
import type { Owed } from '../../domain/react.ts';
import type { Claim, ClaimRequest, DeadEffect, Settling } from '../store.ts';
import type { Statements } from './statements.ts';

const claimRow = z.object({
  id: z.number(),
  version: z.number(),
  incident: incidentIdSchema,
  key: z.string(),
  lane: z.string(),
  effect: z.string(),
  owedAt: millisSchema,
  attempts: z.number(),
});
const deadRow = z.object({
  id: z.number(),
  incident: incidentIdSchema,
  effect: z.string(),
  why: z.string(),
  todo: z.string(),
  deadAt: millisSchema,
});
const claimRows = z.array(claimRow);
const deadRows = z.array(deadRow);
const pendingRows = z.array(z.object({ key: z.string(), dueAt: millisSchema }));
const dueRow = z.object({ dueAt: millisSchema }).optional();
const latestRow = z.object({ at: z.number() });

/** What is due within this time, ms, waits for its lease or its next try; what is due later was promised. */
const soonMs = 300_000;

/** The type of a row's effect, which its key begins with. */
const typeOf = "substr(key, 1, instr(key, ':') - 1)";

/** Rows that may run: alive, not held back, first of their lane, in a lane where nothing runs. `:busy` and `:held` are JSON arrays. */
const runnable = `dead_at IS NULL AND lane NOT IN (SELECT value FROM json_each(:busy))
  AND ${typeOf} NOT IN (SELECT value FROM json_each(:held))
  AND NOT EXISTS (SELECT 1 FROM outbox older WHERE older.lane = outbox.lane AND older.dead_at IS NULL AND older.id < outbox.id)`;

/** The SQL of owed effects. */
export class Outbox {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /**
   * Owes, re-arms or drops. A pending row of the same key is re-armed, but one that waits after a failed try goes
   * on waiting: Slack's Retry-After holds for what is new as well. A dead row is superseded.
   */
  owe(incident: IncidentId, owed: readonly Owed[], at: Millis): void {
    const drop = this.#sql('DELETE FROM outbox WHERE key = ?');
    const supersede = this.#sql('DELETE FROM outbox WHERE key = ? AND dead_at IS NOT NULL');
    const arm = this.#sql(
      `INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) WHERE dead_at IS NULL
       DO UPDATE SET effect = excluded.effect, version = version + 1,
         due_at = iif(leased = 0 AND last_error IS NOT NULL, max(due_at, excluded.due_at), excluded.due_at),
         leased = 0`,
    );
    for (const item of owed) {
      if ('drop' in item) {
        drop.run(effectKey(incident, item.drop));
        continue;
      }
      const key = effectKey(incident, item.owe);
      supersede.run(key);
      arm.run(incident, key, effectLane(incident, item.owe), JSON.stringify(item.owe), at, item.due);
    }
  }

  /** One statement takes the rows: SQLite has one writer, so no two claims can meet. */
  claim({ now, leaseMs, limit, busyLanes, held = [] }: ClaimRequest): Claim[] {
    const rows = this.#sql(
      `UPDATE outbox SET due_at = :now + :leaseMs, version = version + 1, attempts = attempts + 1,
           leased = 1
         WHERE id IN (SELECT id FROM outbox WHERE due_at <= :now AND ${runnable} ORDER BY due_at, id LIMIT :limit)
         RETURNING id, version, incident, key, lane, effect, owed_at AS owedAt, attempts`,
    ).all({ now, leaseMs, limit, busy: JSON.stringify(busyLanes), held: JSON.stringify(held) });
    return claimRows
      .parse(rows)
      .sort((a, b) => a.id - b.id)
      .flatMap((row) => this.#readable(row, now));
  }

  /**
   * Makes what an earlier process had claimed due at `now`; for a process that is alone on the database. A record that
   * is ahead of `now` tells that the clock was set back in between.
   */
  takeOver(now: number): void {
    const latest = latestRow.parse(
      this.#sql(
        `SELECT max(coalesce((SELECT max(owed_at) FROM outbox WHERE dead_at IS NULL), 0),
             coalesce((SELECT max(received_at) FROM inbox), 0)) AS at`,
      ).get(),
    );
    if (latest.at > now) this.setBack(latest.at, now);
    this.#sql('UPDATE outbox SET due_at = ?, leased = 0, version = version + 1 WHERE leased = 1').run(now);
  }

  setBack(from: number, to: number): void {
    this.#sql('UPDATE outbox SET due_at = due_at - ? WHERE dead_at IS NULL AND due_at <= ?').run(
      from - to,
      from + soonMs,
    );
  }

  settle({ claim, as }: Settling): void {
    const owned = 'WHERE id = @id AND version = @version';
    const own = { id: claim.id, version: claim.version };
    switch (as.kind) {
      case 'done':
        this.#sql(`DELETE FROM outbox ${owned}`).run(own);
        return;
      case 'retry':
        this.#sql(
          `UPDATE outbox SET due_at = @at, last_error = @why, leased = 0, attempts = attempts - @untried ${owned}`,
        ).run({ ...own, at: as.at, why: as.why, untried: as.untried ? 1 : 0 });
        // Re-armed meanwhile: it is new, but the wait that Slack asked for holds all the same.
        this.#sql(
          `UPDATE outbox SET due_at = max(due_at, @at), last_error = @why
             WHERE id = @id AND version > @version AND leased = 0 AND dead_at IS NULL`,
        ).run({ ...own, at: as.at, why: as.why });
        return;
      case 'dead':
        this.#sql(
          `UPDATE outbox SET dead_at = @at, last_error = @why, todo = @todo, leased = 0 ${owned}`,
        ).run({ ...own, at: as.at, why: as.why, todo: as.todo });
    }
  }

  nextDue(busyLanes: readonly string[], held: readonly string[] = []): Millis | null {
    const row = this.#sql(`SELECT due_at AS dueAt FROM outbox WHERE ${runnable} ORDER BY due_at LIMIT 1`).get(
      { busy: JSON.stringify(busyLanes), held: JSON.stringify(held) },
    );
    return dueRow.parse(row)?.dueAt ?? null;
  }

  pending(id?: IncidentId): { key: string; dueAt: Millis }[] {
    const rows = this.#sql(
      'SELECT key, due_at AS dueAt FROM outbox WHERE dead_at IS NULL AND (:id IS NULL OR incident = :id) ORDER BY id',
    ).all({ id: id ?? null });
    return pendingRows.parse(rows);
  }

  dead(id?: IncidentId): DeadEffect[] {
    const rows = this.#sql(
      `SELECT id, incident, coalesce(iif(json_valid(effect), json_extract(effect, '$.type'), NULL), 'unknown effect') AS effect, last_error AS why, todo, dead_at AS deadAt
         FROM outbox WHERE dead_at IS NOT NULL AND (:id IS NULL OR incident = :id) ORDER BY id`,
    ).all({ id: id ?? null });
    return deadRows.parse(rows);
  }

  revive(now: number, id?: IncidentId): number {
    return this.#sql(
      `UPDATE outbox SET dead_at = NULL, todo = NULL, last_error = NULL, due_at = :now, version = version + 1
         WHERE dead_at IS NOT NULL AND (:id IS NULL OR incident = :id)
           AND NOT EXISTS (SELECT 1 FROM outbox alive WHERE alive.key = outbox.key AND alive.dead_at IS NULL)`,
    ).run({ now, id: id ?? null }).changes;
  }

  /** An effect that this version does not know is kept as dead instead of stopping its lane. */
  #readable({ effect: stored, ...row }: z.infer<typeof claimRow>, now: number): Claim[] {
    const effect = readEffect(stored);
    if (effect) return [{ ...row, effect }];
    this.#sql('UPDATE outbox SET dead_at = ?, last_error = ?, todo = ? WHERE id = ?').run(
      now,
      'this version does not know the effect',
      'Start the version that owed it, or leave it.',
      row.id,
    );
    return [];
  }
}

function readEffect(stored: string): Effect | null {
  try {
    return effectSchema.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}
