import type { Claim, Settlement, Settling } from '../../claims.ts';
import { allOf, type Sql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { putAside, tryNext, worksAgain } from './outbox-aside.ts';

type Unread = Extract<Settlement, { kind: 'unread' }>;

/** See `Store.settle`. It waits for the row before it locks the term: while it holds that, no other bot can take over. */
export async function settleClaim(sql: Sql, { claim, as }: Settling): Promise<void> {
  const held = sql('SELECT 1 FROM outbox WHERE id = @id FOR UPDATE', { id: claim.id });
  await allOf([held, assertDelivering(sql, claim.term), settleHeld(sql, claim, as)]);
}

/** The same once nobody can take over delivery any more, or else it's rolled back. */
async function settleHeld(sql: Sql, claim: Claim, as: Settlement): Promise<void> {
  switch (as.kind) {
    case 'done':
      await finish(sql, claim);
      if (as.works !== undefined) await worksAgain(sql, as.works);
      else if (claim.failedWith !== null) await tryNext(sql, claim.failedWith);
      return;
    case 'retry':
      await keepFate(sql, claim, as.maybeSent === true);
      return retry(sql, claim, as);
    case 'unread':
      await keepFate(sql, claim, false);
      return keepUnread(sql, claim, as);
    case 'dead':
      await keepFate(sql, claim, as.maybeSent === true);
      return putAside(sql, claim, as);
  }
}

/** If it was wanted again in the meantime, it stays, and what waited for it no longer waits. */
async function finish(sql: Sql, { id, version, attempts, key }: Claim): Promise<void> {
  const { count } = await sql('DELETE FROM outbox WHERE id = @id AND version = @version', { id, version });
  if (count > 0) return;
  await forgetFate(sql, { id, version, attempts });
  await sql(`UPDATE outbox SET told = '[]', failed_with = NULL WHERE id = @id`, { id });
  await sql('UPDATE outbox SET behind = NULL WHERE behind = @key', { key });
}

/** Saves whether it may have been sent, even if it was queued again meanwhile. */
async function keepFate(
  sql: Sql,
  { id, version, attempts, maybeSent }: Claim,
  unsure: boolean,
): Promise<void> {
  if (unsure) await sql('UPDATE outbox SET maybe_sent = 1 WHERE id = @id', { id });
  else if (!maybeSent) await forgetFate(sql, { id, version, attempts });
}

/** Queued again while this attempt ran, which is over: if it settled what was sent, that is certain. */
async function forgetFate(sql: Sql, own: Pick<Claim, 'id' | 'version' | 'attempts'>): Promise<void> {
  await sql(
    `UPDATE outbox SET maybe_sent = 0
       WHERE id = @id AND version > @version AND leased = 0 AND attempts = @attempts`,
    own,
  );
}

async function retry(
  sql: Sql,
  { id, version, ...claim }: Claim,
  as: Extract<Settlement, { kind: 'retry' }>,
): Promise<void> {
  const own = { id, version, at: as.at, why: as.why };
  const failing = as.failing === undefined ? claim.failing : as.failing;
  const { count } = await sql(
    `UPDATE outbox SET due_at = CASE WHEN @paced::boolean AND background = 0 THEN owed_at ELSE @at::bigint END,
       last_error = @why, leased = 0, attempts = attempts - @untried::bigint, failed_tries = @tries,
       failing_since = @since, failed_with = CASE WHEN @untried::bigint = 1 THEN failed_with ELSE @call END
       WHERE id = @id AND version = @version`,
    {
      ...own,
      // People are waiting for it by now, and it only waited for background capacity.
      paced: claim.background && as.untried === true,
      call: as.call ?? null,
      untried: as.untried ? 1 : 0,
      tries: failing?.tries ?? 0,
      since: failing?.since ?? null,
    },
  );
  if (count > 0) return;
  // Re-armed meanwhile: it's new, but the wait that Slack asked for still applies.
  await sql(
    `UPDATE outbox SET due_at = greatest(due_at, @at), last_error = @why
       WHERE id = @id AND version > @version AND leased = 0 AND dead_at IS NULL`,
    own,
  );
}

/**
 * It waits, without attempts and without blocking its lane, for a version that can read it: the next start looks
 * again.
 */
export async function keepUnread(
  sql: Sql,
  { id, version }: Pick<Claim, 'id' | 'version'>,
  { at, why, todo }: Omit<Unread, 'kind'>,
): Promise<void> {
  await sql(
    `UPDATE outbox SET unread = 1, due_at = @at, last_error = @why, todo = @todo, leased = 0, attempts = attempts - 1
       WHERE id = @id AND version = @version`,
    { id, version, at, why, todo },
  );
}
