import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Span } from '../evidence/journal.ts';
import type { Random } from '../random.ts';

const eventRow = z.object({ incident: z.number(), seq: z.number(), type: z.string(), body: z.string() });
const effectRow = z.object({ id: z.number(), effect: z.string() });
/** The name of a type that this version has never heard of. */
const unheardOf = 'from_a_newer_version';

type Written = {
  readonly mend: (db: Database.Database) => void;
  readonly incident: number | null;
  readonly since: number;
};

/**
 * Another version that ran in between and wrote something unknown to this one, an event or a pending effect; and that
 * runs again later, after which its writes can be read as usual. It's simulated by what this version finds: the rows
 * are rewritten, and restored, while the bot is down.
 */
export class NewerVersion {
  readonly #file: string | null;
  /** When an incident couldn't be read, by its number, UTC ms. */
  readonly unread = new Map<number, Span[]>();
  #written: Written | null = null;
  #livesLeft = 0;

  /** `file`: the database; null if there is none, and then nothing ever happens. */
  constructor(file: string | null) {
    this.#file = file;
  }

  /** Writes something of its own that stays for this many lives. Returns whether there was anything to write. */
  run(random: Random, row: 'event' | 'effect', lives: number): boolean {
    if (this.#written) return false;
    return this.#inFile((db) => {
      this.#written = row === 'event' ? writeEvent(db, random) : writeEffect(db, random);
      this.#livesLeft = lives;
      return this.#written !== null;
    });
  }

  /** Called when one life of the bot is over: restores whatever has stayed long enough, or with `now`, everything. */
  lifeOver(now = false): void {
    this.#livesLeft -= 1;
    const written = this.#written;
    if (!written || (!now && this.#livesLeft > 0)) return;
    const done = this.#inFile((db) => {
      written.mend(db);
      return true;
    });
    if (!done) return;
    this.#written = null;
    if (written.incident === null) return;
    const span = { from: written.since, to: Date.now() };
    this.unread.set(written.incident, [...(this.unread.get(written.incident) ?? []), span]);
  }

  /** False if the file isn't there, or if someone holds it locked. */
  #inFile(act: (db: Database.Database) => boolean): boolean {
    let db: Database.Database | null = null;
    if (this.#file === null) return false;
    try {
      db = new Database(this.#file, { fileMustExist: true, timeout: 0 });
      return act(db);
    } catch {
      return false;
    } finally {
      db?.close();
    }
  }
}

/** The last event of an open incident. */
function writeEvent(db: Database.Database, random: Random): Written | null {
  const events = z.array(eventRow).parse(
    db
      .prepare(
        `SELECT incident, events.seq, type, body FROM events JOIN incidents ON id = incident AND incidents.seq = events.seq
           WHERE status NOT IN ('CLOSED', 'CANCELLED') ORDER BY incident`,
      )
      .all(),
  );
  const event = events[random.between(0, Math.max(0, events.length - 1))];
  if (!event) return null;
  const write = 'UPDATE events SET type = ?, body = ? WHERE incident = ? AND seq = ?';
  const { incident, seq, type, body } = event;
  db.prepare(write).run(unheardOf, renamed(body), incident, seq);
  return { mend: (file) => file.prepare(write).run(type, body, incident, seq), incident, since: Date.now() };
}

function writeEffect(db: Database.Database, random: Random): Written | null {
  const effects = z
    .array(effectRow)
    .parse(db.prepare('SELECT id, effect FROM outbox WHERE dead_at IS NULL ORDER BY id').all());
  const row = effects[random.between(0, Math.max(0, effects.length - 1))];
  if (!row) return null;
  const { id, effect } = row;
  const write = 'UPDATE outbox SET effect = ? WHERE id = ? AND effect = ?';
  db.prepare(write).run(renamed(effect), id, effect);
  // If this version has meanwhile queued it again, it's this version's.
  return {
    mend: (file) => file.prepare(write).run(effect, id, renamed(effect)),
    incident: null,
    since: Date.now(),
  };
}

const renamed = (json: string): string => JSON.stringify({ ...JSON.parse(json), type: unheardOf });
