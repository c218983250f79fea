import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Claim, Settlement } from '../../../src/store/claims.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from './orders.ts';
import { freshDatabase } from './postgres.ts';
import { openDatabase } from './postgres-engine.ts';

/** An effect that any incident can owe. */
export const announce = { type: 'announce' } as const;

/** Two incidents that owe one effect each, and a shell that can lock any row. */
export async function place() {
  const url = await freshDatabase();
  const store = openDatabase(url);
  const held = await quietIncident(store);
  const other = await quietIncident(store);
  for (const id of [held, other]) await owe(store, id, minute(0), announce);
  const shell = new Client({ connectionString: url });
  onTestFinished(() => shell.end());
  await shell.connect();
  const hold = async (text = `SELECT FROM outbox WHERE incident = ${held} FOR UPDATE`) => {
    await shell.query('BEGIN');
    await shell.query(text);
  };
  return { url, store, held, other, hold, letGo: () => shell.query('COMMIT') };
}

/** Settles claims, all in the same way. */
export const settleAll = async (store: Store, claims: readonly Claim[], as: Settlement) => {
  for (const one of claims) await store.settle({ claim: one, as });
};

/** What a crash leaves: the outbox was last taken over on another lineage. */
export const crashed = "UPDATE clock SET lineage = 'before the crash'";

/** Whose effects were claimed. */
export const incidentsOf = (claims: readonly Claim[]): IncidentId[] =>
  claims.map(({ subject }) => subject.id as IncidentId);
