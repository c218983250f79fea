import { z } from 'zod';
import type { EpisodeEffect } from '../../../domain/effects/effects.ts';
import type { Owed } from '../../../domain/effects/owed.ts';
import { type EpisodeId, type IncidentId, type Millis, millisSchema } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Claim, ClaimRequest, Room, Settlement, Settling } from '../../claims.ts';
import { type ClaimRow, claimRows, isPrivateSql, readClaim } from '../../rows/claim-rows.ts';
import { type OwedRow, rowsFor, rowsForEpisode } from '../../rows/owed-rows.ts';
import type { Statements } from '../statements.ts';
import { nextBack, type OutboxAside } from './outbox-aside.ts';
import type { OutboxClock } from './outbox-clock.ts';

type Unread = Extract<Settlement, { kind: 'unread' }>;
const dueRow = z.object({ dueAt: millisSchema.nullable() });

/** The type of a row's effect, which its key starts with. */
const typeOf = "substr(key, 1, instr(key, ':') - 1)";

/**
 * Rows that can run: alive, not held back, first in their lane, in a lane where nothing is running, and with nothing
 * pending that they wait for. `:busy` and `:held` are JSON arrays.
 */
const runnable = `dead_at IS NULL AND unread = 0 AND lane NOT IN (SELECT value FROM json_each(:busy))
  AND ${typeOf} NOT IN (SELECT value FROM json_each(:held))
  AND NOT EXISTS (SELECT 1 FROM outbox older
    WHERE older.lane = outbox.lane AND older.dead_at IS NULL AND older.unread = 0 AND older.id < outbox.id)
  AND NOT EXISTS (SELECT 1 FROM outbox first
    WHERE first.key = outbox.behind AND first.dead_at IS NULL AND first.unread = 0)`;

const due = (background: 0 | 1, limit: string): string =>
  `SELECT id FROM (SELECT id FROM outbox WHERE background = ${background} AND due_at <= :now AND ${runnable}
     ORDER BY due_at, id LIMIT ${limit})`;

const bound = ({ people, background, busyLanes, held }: Room) => ({
  people,
  background,
  busy: JSON.stringify(busyLanes),
  held: JSON.stringify(held),
});

const nextOf = (background: 0 | 1, limit: string): string =>
  `SELECT * FROM (SELECT due_at AS at FROM outbox WHERE background = ${background} AND ${runnable}
     ORDER BY due_at LIMIT min(1, ${limit}))`;

/** The SQL of the outbox. */
export class Outbox {
  readonly #sql: Statements;
  readonly #clock: OutboxClock;
  readonly #aside: OutboxAside;

  constructor(sql: Statements, clock: OutboxClock, aside: OutboxAside) {
    this.#sql = sql;
    this.#clock = clock;
    this.#aside = aside;
  }

  /**
   * Queues, re-arms, or drops effects. A pending row with the same key is re-armed, but one that waits after a failed
   * attempt keeps waiting, because Slack's Retry-After applies to the new version too. A dead row is revived, and
   * what it may have sent stays known. Work that people wait for takes along what is ahead of it in its lane.
   */
  owe(id: IncidentId, incident: Incident | null, owed: readonly Owed[], at: Millis): void {
    this.#clock.see(at);
    // In two parts, each of which has an index.
    const drop = this.#sql(
      'DELETE FROM outbox WHERE (key = :key AND dead_at IS NULL) OR (key = :key AND dead_at IS NOT NULL)',
    );
    for (const row of rowsFor(id, incident, owed, at))
      if ('drop' in row) drop.run({ key: row.drop });
      else this.#arm(row);
  }

  /** The same for an episode's effects, as soon as possible. */
  oweFor(episode: EpisodeId, owed: readonly EpisodeEffect[], at: Millis): void {
    this.#clock.see(at);
    for (const row of rowsForEpisode(episode, owed, at)) this.#arm(row);
  }

  #arm(row: OwedRow): void {
    this.#aside.want(row.key);
    if (row.background === 0) this.#leaveBackground(row);
    this.#sql(
      `INSERT INTO outbox (incident, episode, key, lane, effect, owed_at, due_at, promised_at, behind, background)
         VALUES (@incident, @episode, @key, @lane, @effect, @at, @due, @promised, @behind, @background)
       ON CONFLICT (key) WHERE dead_at IS NULL
       DO UPDATE SET effect = excluded.effect, version = version + 1,
         due_at = iif(leased = 0 AND last_error IS NOT NULL, max(due_at, excluded.due_at), excluded.due_at),
         promised_at = excluded.promised_at, behind = coalesce(excluded.behind, behind),
         background = min(background, excluded.background), maybe_sent = max(maybe_sent, leased), leased = 0,
         unread = 0, last_error = iif(unread, NULL, last_error), todo = NULL,
         asides = 0, again_at = NULL, extra_at = NULL`,
    ).run(row);
  }

  /** Whoever waits for a row waits for its lane. What was never attempted has only waited for background capacity. */
  #leaveBackground({ lane, due }: OwedRow): void {
    this.#sql(
      `UPDATE outbox SET background = 0, due_at = iif(leased = 0 AND attempts = 0, min(due_at, @due), due_at),
           last_error = iif(leased = 0 AND attempts = 0, NULL, last_error)
         WHERE lane = @lane AND dead_at IS NULL AND unread = 0 AND background = 1`,
    ).run({ lane, due });
  }

  /**
   * One statement claims the rows: SQLite has one writer, so two claims can't collide. A row whose lease ran out may
   * have been sent; until then, each attempt could be the first that was.
   */
  claim({ now, leaseMs, slackNow, term, ...room }: ClaimRequest): Claim[] {
    this.#aside.bringBack(now);
    const rows = this.#sql(
      `UPDATE outbox SET due_at = :now + :leaseMs, version = version + 1, attempts = attempts + 1,
           tried_from = iif(maybe_sent = 1 OR leased = 1, tried_from, :slackNow),
           maybe_sent = max(maybe_sent, leased), leased = 1
         WHERE id IN (${due(0, ':people')} UNION ALL ${due(1, ':background')})
         RETURNING id, version, incident, episode, key, lane, effect, owed_at AS owedAt, attempts, background,
           maybe_sent AS maybeSent, tried_from AS triedFrom, failed_tries AS failedTries,
           failing_since AS failingSince, asides, coalesce(again_at > :now, 0) AS extra,
           failed_with AS failedWith, told AS reported, ${isPrivateSql} AS unnamed`,
    ).all({ now, leaseMs, slackNow, ...bound(room) });
    this.#clock.see(now, rows.length > 0);
    return claimRows
      .parse(rows)
      .sort((a, b) => a.id - b.id)
      .flatMap((row) => this.#readable(row, term, now));
  }

  settle({ claim, as }: Settling): void {
    const own = { id: claim.id, version: claim.version };
    const owned = 'WHERE id = @id AND version = @version';
    this.#keepFate(claim, as);
    switch (as.kind) {
      case 'done':
        if (this.#sql(`DELETE FROM outbox ${owned}`).run(own).changes === 0) this.#doneOnce(claim);
        if (as.works !== undefined) this.#aside.worksAgain(as.works);
        else if (claim.failedWith !== null) this.#aside.tryNext(claim.failedWith);
        return;
      case 'retry':
        this.#retry(claim, as);
        return;
      case 'unread':
        this.#keep(own, as);
        return;
      case 'dead':
        this.#aside.put(claim, as);
    }
  }

  /** Saves whether it may have been sent, even if it was queued again meanwhile. */
  #keepFate({ id, version, attempts, maybeSent }: Claim, as: Settlement): void {
    const unsure = 'maybeSent' in as && as.maybeSent === true;
    if (unsure) this.#sql('UPDATE outbox SET maybe_sent = 1 WHERE id = ?').run(id);
    // Queued again while this attempt ran, which is over: if it settled what was sent, that is certain.
    else if (as.kind === 'done' || !maybeSent)
      this.#sql(
        'UPDATE outbox SET maybe_sent = 0 WHERE id = ? AND version > ? AND leased = 0 AND attempts = ?',
      ).run(id, version, attempts);
  }

  #retry({ id, version, ...claim }: Claim, as: Extract<Settlement, { kind: 'retry' }>): void {
    const own = { id, version, at: as.at, why: as.why };
    const failing = as.failing === undefined ? claim.failing : as.failing;
    this.#sql(
      `UPDATE outbox SET due_at = iif(@paced AND background = 0, owed_at, @at), last_error = @why,
         leased = 0, attempts = attempts - @untried,
         failed_tries = @tries, failing_since = @since, failed_with = iif(@untried, failed_with, @call)
         WHERE id = @id AND version = @version`,
    ).run({
      ...own,
      // People are waiting for it by now, and it only waited for background capacity.
      paced: claim.background && as.untried ? 1 : 0,
      call: as.call ?? null,
      untried: as.untried ? 1 : 0,
      tries: failing?.tries ?? 0,
      since: failing?.since ?? null,
    });
    // Re-armed meanwhile: it's new, but the wait that Slack asked for still applies.
    this.#sql(
      `UPDATE outbox SET due_at = max(due_at, @at), last_error = @why
         WHERE id = @id AND version > @version AND leased = 0 AND dead_at IS NULL`,
    ).run(own);
  }

  /**
   * It waits, without attempts and without blocking its lane, for a version that can read it: the next start looks
   * again.
   */
  #keep(own: Pick<Claim, 'id' | 'version'>, { at, why, todo }: Omit<Unread, 'kind'>): void {
    this.#sql(
      `UPDATE outbox SET unread = 1, due_at = @at, last_error = @why, todo = @todo, leased = 0,
         attempts = attempts - 1 WHERE id = @id AND version = @version`,
    ).run({ id: own.id, version: own.version, at, why, todo });
  }

  /** Done, and wanted again in the meantime: what waited for it no longer waits. */
  #doneOnce({ id, key }: Claim): void {
    this.#sql("UPDATE outbox SET told = '[]', failed_with = NULL WHERE id = ?").run(id);
    this.#sql('UPDATE outbox SET behind = NULL WHERE behind = ?').run(key);
  }

  nextDue(room: Room): Millis | null {
    const row = this.#sql(
      `SELECT min(at) AS dueAt FROM (
         ${nextOf(0, ':people')} UNION ALL ${nextOf(1, ':background')}
         UNION ALL ${nextBack})`,
    ).get(bound(room));
    return dueRow.parse(row).dueAt;
  }

  /** An effect that this version doesn't know waits for one that does, instead of stopping its lane. */
  #readable(row: ClaimRow, term: number, at: number): Claim[] {
    const claim = readClaim(row, term);
    if (claim) return [claim];
    this.#keep(row, {
      at,
      why: "this version doesn't know this effect",
      todo: 'Run the version that created it.',
    });
    return [];
  }
}
