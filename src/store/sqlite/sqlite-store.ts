import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type ChannelId, type IncidentId, type UserId, userIdSchema } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { quiet, watchStateSchema } from '../../domain/watch.ts';
import type { Change, ChangeRequest, ClaimRequest, Found, Settling, Store, Unreadable } from '../store.ts';
import { isDamage } from '../trouble.ts';
import { assertSound, type Connection, connect } from './connect.ts';
import { readFigures } from './figures.ts';
import { databaseFile } from './location.ts';
import { type Lock, lockFor } from './lock.ts';
import { assertCurrent, migrate } from './migrate.ts';
import { Outbox } from './outbox.ts';
import { Records } from './records.ts';
import { type Statements, statements } from './statements.ts';

const watchRow = z.object({ state: z.string() }).optional();
const personRows = z.array(z.object({ user: userIdSchema, name: z.string() }));

/**
 * Opens the store in an SQLite file. As the bot (`exclusive`) it takes the file's lock, examines the file and brings
 * the schema up to date; otherwise (the terminal) it reads and writes beside a running bot, and the file must exist
 * and be current. Throws StoreUnavailable with what to do.
 */
export function openSqlite(url: string, { exclusive = true } = {}): Store {
  const file = databaseFile(url);
  const db = connect(file, !exclusive);
  let lock: Lock | null = null;
  try {
    if (exclusive) {
      lock = lockFor(file);
      assertSound(db, file, lock.asLeft);
      migrate(db);
    } else assertCurrent(db);
  } catch (error) {
    db.close();
    lock?.release(false);
    throw error;
  }
  return new SqliteStore(db, lock);
}

class SqliteStore implements Store {
  readonly #db: Connection;
  readonly #sql: Statements;
  readonly #lock: Lock | null;
  readonly #records: Records;
  readonly #outbox: Outbox;
  #damage: unknown = null;

  constructor(db: Connection, lock: Lock | null) {
    this.#db = db;
    this.#sql = statements(db);
    this.#lock = lock;
    this.#records = new Records(this.#sql);
    this.#outbox = new Outbox(this.#sql);
  }

  change = this.#watched((request: ChangeRequest): Change => {
    const change = this.#db.transaction(() => this.#change(request)).immediate();
    if (change.kind === 'changed' && change.incident) this.#records.keep(change.incident);
    return change;
  });

  #change({ target, inboxId, at, decide, settles }: ChangeRequest): Change {
    if (settles) this.#outbox.settle(settles);
    if (inboxId !== null && this.#sql('SELECT 1 FROM inbox WHERE id = ?').get(inboxId))
      return { kind: 'repeated' };
    const found: Found | null = target === 'new' ? null : this.#records.find(target);
    if (found && found.kind !== 'found') return found;
    const id = target === 'new' ? this.#records.nextId() : target;
    const step = decide(id, found?.incident ?? null);
    if (isRefusal(step)) return { kind: 'refused', refusal: step };
    const { incident, recorded, owed } = step;
    if (incident && recorded.length > 0) this.#records.append(recorded, incident);
    this.#outbox.owe(id, owed, at);
    if (inboxId !== null) this.#sql('INSERT INTO inbox (id, received_at) VALUES (?, ?)').run(inboxId, at);
    return { kind: 'changed', incident, recorded, owes: owed.length > 0 };
  }

  incident = this.#watched((id: IncidentId) => this.#records.find(id));
  events = this.#watched((id: IncidentId) => this.#records.read(id).recorded);
  event = this.#watched((id: IncidentId, seq: number) => this.#records.one(id, seq));
  incidentOf = this.#watched((channel: ChannelId) => this.#records.incidentOf(channel));
  list = this.#watched((filter: Parameters<Store['list']>[0]) => this.#records.list(filter));

  async unreadable(scope: 'open' | 'everywhere'): Promise<Unreadable[]> {
    const found: Unreadable[] = [];
    for (const id of this.#records.ids(scope)) {
      // What is found is kept, so that no first command has to read a long history.
      const seen = await this.incident(id);
      if (seen.kind === 'unreadable') found.push({ incident: seen.incident, seq: seen.seq, why: seen.why });
      // A long history must not hold up what people are waiting for.
      await setImmediate();
    }
    return found;
  }

  takeOver = this.#watched((now: number) => this.#outbox.takeOver(now));
  setBack = this.#watched((from: number, to: number) => this.#outbox.setBack(from, to));
  claim = this.#watched((request: ClaimRequest) =>
    this.#db.transaction(() => this.#outbox.claim(request)).immediate(),
  );
  settle = this.#watched((settling: Settling) => this.#outbox.settle(settling));
  nextDue = this.#watched((busyLanes: readonly string[]) => this.#outbox.nextDue(busyLanes));
  pending = this.#watched((id?: IncidentId) => this.#outbox.pending(id));
  dead = this.#watched((id?: IncidentId) => this.#outbox.dead(id));
  revive = this.#watched((now: number, id?: IncidentId) => this.#outbox.revive(now, id));

  figures = this.#watched((now: number) => readFigures(this.#db, now));

  watch = async (change: Parameters<Store['watch']>[0]) =>
    this.#db
      .transaction(() => {
        const row = watchRow.parse(this.#sql('SELECT state FROM watch').get());
        const before = watchStateSchema.catch(quiet).parse(row ? JSON.parse(row.state) : quiet);
        const after = change(before);
        if (after !== before)
          this.#sql(
            'INSERT INTO watch (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
          ).run(JSON.stringify(after));
        return after;
      })
      .immediate();

  async rememberPerson(user: UserId, name: string): Promise<void> {
    this.#sql(
      'INSERT INTO people (user, name) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET name = excluded.name',
    ).run(user, name);
  }

  async people(users: readonly UserId[]): Promise<Map<UserId, string>> {
    const rows = this.#sql(
      'SELECT user, name FROM people WHERE user IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(users));
    return new Map(personRows.parse(rows).map(({ user, name }) => [user, name]));
  }

  async forgetInbox(before: number): Promise<void> {
    this.#sql('DELETE FROM inbox WHERE received_at < ?').run(before);
  }

  async checkWritable(): Promise<void> {
    if (this.#damage) throw this.#damage;
    this.#db
      .transaction(() => {
        this.#sql('INSERT OR REPLACE INTO inbox (id, received_at) VALUES (?, 0)').run('write check');
        this.#sql('DELETE FROM inbox WHERE id = ?').run('write check');
      })
      .immediate();
  }

  /** Remembers that something stored could not be read: from then on the store is not healthy. */
  #watched<Given extends unknown[], Result>(work: (...given: Given) => Result) {
    return async (...given: Given): Promise<Result> => {
      try {
        return work(...given);
      } catch (error) {
        if (isDamage(error)) this.#damage = error;
        throw error;
      }
    };
  }

  async close(): Promise<void> {
    this.#db.close();
    this.#lock?.release(this.#damage === null);
  }
}
