import { expect, test } from 'vitest';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { RacingChanges } from '../../../src/store/postgres/change-transaction.ts';
import type { Sql, WritingSql } from '../../../src/store/postgres/database/sql.ts';
import type { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { FoldedIncidents } from '../../../src/store/postgres/event-log.ts';
import { byBot, channel } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { open, request } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, transactionsOn } from '../support/postgres.ts';

/** Counts the round trips: how often a statement is sent while none is unanswered. */
function counting(sql: WritingSql): { readonly sql: WritingSql; exchanges(): number } {
  let exchanges = 0;
  let underWay = 0;
  const counted: Sql = async (text, values) => {
    if (underWay === 0) exchanges += 1;
    underWay += 1;
    try {
      return await sql(text, values);
    } finally {
      underWay -= 1;
    }
  };
  return { sql: Object.assign(counted, { atEnd: sql.atEnd }), exchanges: () => exchanges };
}

/** Gives commands as a process does that has folded the incident; returns how many exchanges each took. */
const give =
  (transactions: Transactions, incidents = new FoldedIncidents(), changes = new RacingChanges(incidents)) =>
  (...given: Parameters<typeof request>): Promise<number> =>
    transactions.write(async (sql) => {
      const counted = counting(sql);
      const { change, folded } = await changes.run(counted.sql, request(...given));
      expect(change.kind).toBe('changed');
      if (folded) incidents.keep(folded);
      return counted.exchanges();
    }, 'answer');

describeWith(lackOfPostgres, 'Before its commit on PostgreSQL', () => {
  test('a change takes one round trip, which locks what it decides on, because all its writes go with the commit', async () => {
    const gives = give(transactionsOn(await freshDatabase()));
    const target = 1 as IncidentId;
    expect(await gives(open(), { inboxId: 'declared' })).toBe(2);
    const note = { type: 'add_note', text: plainText('Half of the queue is gone'), when: null } as const;
    expect(await gives(note, { target, inboxId: 'noted' })).toBe(1);
    expect(await gives({ type: 'record_channel', channel, name: 'inc-1' }, { target, by: byBot })).toBe(1);
    expect(await gives(note, { target: { in: channel }, inboxId: 'typed' })).toBe(1);
    const form = { target: { in: channel, public: target }, inboxId: 'form', content: 'a' } as const;
    expect(await gives(note, form)).toBe(1);
    const worse = { type: 'change_severity', to: 'P2', why: plainText('One region') } as const;
    expect(await gives(worse, { target, inboxId: 'changed' })).toBe(1);
  });
});
