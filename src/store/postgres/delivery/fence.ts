import { NoLongerDelivering } from '../../delivery-lease.ts';
import type { Sql } from '../database/sql.ts';

/**
 * Throws NoLongerDelivering if another bot has taken over since this term, or another server from the one where it began.
 * Otherwise nobody can until the transaction ends. The lock is the weakest there is: renewing the lease doesn't wait for it,
 * because the term is a key.
 */
export async function assertDelivering(sql: Sql, term: number): Promise<void> {
  const { count } = await sql(
    'SELECT 1 FROM delivery WHERE term = @term AND lineage = current_lineage() FOR KEY SHARE',
    { term },
  );
  if (count === 0) throw new NoLongerDelivering(term);
}
