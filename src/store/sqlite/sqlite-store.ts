import { setImmediate, setTimeout } from 'node:timers/promises';
import { standing } from '../../domain/decide/declare/from-proposal.ts';
import type {
  ChannelId,
  EpisodeId,
  IncidentId,
  MessageTs,
  Millis,
  UserId,
} from '../../domain/incident/ids.ts';
import type { Change, ChangeRequest } from '../change.ts';
import type { ClaimRequest, Room, Settling } from '../claims.ts';
import type { EpisodeChange, EpisodeRequest } from '../episode-store.ts';
import type { Patience } from '../patience.ts';
import type { HomeWorkspace, ReminderRequest, Store } from '../store.ts';
import { unreadableAmong } from '../unreadable.ts';
import { ChangeTransaction } from './change-transaction.ts';
import type { Waiting } from './database/busy-queue.ts';
import { assertSound, connect, type SqliteConnection } from './database/connect.ts';
import { homeOf, knownHome } from './database/home.ts';
import { databaseFile } from './database/location.ts';
import { type Lock, lockFor } from './database/lock.ts';
import { assertCurrent, migrate } from './database/migrate.ts';
import { Transactions } from './database/transactions.ts';
import { Checkpoints, shortenLog } from './database/wal.ts';
import { Episodes } from './episodes.ts';
import { EventLog } from './event-log.ts';
import { Inbox } from './inbox.ts';
import { IncidentRows } from './incident-rows.ts';
import { ItemRows } from './item-rows.ts';
import { Outbox } from './outbox/outbox.ts';
import { OutboxAside } from './outbox/outbox-aside.ts';
import { OutboxClock } from './outbox/outbox-clock.ts';
import { deadEffects, pendingEffects } from './outbox/outbox-reads.ts';
import { People } from './people.ts';
import { SearchIndex } from './search/search-index.ts';
import { soleLease } from './sole-lease.ts';
import { type Statements, statements } from './statements.ts';
import { readStats } from './store-stats.ts';
import { Tallies } from './tallies.ts';

/** How to open a store; see `openSqlite`. */
type Opening = Partial<Waiting> & { readonly exclusive?: boolean };

/**
 * Opens the store in an SQLite file. As the bot (`exclusive`), it takes the file's lock, checks the file, and
 * migrates the schema; otherwise (the terminal) it reads and writes next to a running bot, and the file must exist
 * and be current. Throws StoreUnavailable with what to do. `onLocked` is called when another program has held the
 * database locked for a second, and when it's free again.
 */
export function openSqlite(
  url: string,
  { exclusive = true, pause = setTimeout, onLocked = () => {} }: Opening = {},
): Store {
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
  // From here on nothing waits inside SQLite, which would block the whole process.
  db.pragma('busy_timeout = 0');
  return new SqliteStore(db, lock, { pause, onLocked });
}

/** A person's command waits as long as they do; what a finished effect learned waits until it's saved. */
const patience = ({ settles }: { readonly settles?: Settling }): Patience => (settles ? 'endless' : 'answer');

class SqliteStore implements Store {
  readonly lease = soleLease;
  readonly #db: SqliteConnection;
  readonly #sql: Statements;
  readonly #lock: Lock | null;
  readonly #incidents: IncidentRows;
  readonly #items: ItemRows;
  readonly #eventLog: EventLog;
  readonly #search: SearchIndex;
  readonly #tallies: Tallies;
  readonly #inbox: Inbox;
  readonly #aside: OutboxAside;
  readonly #outbox: Outbox;
  readonly #episodes: Episodes;
  readonly #changes: ChangeTransaction;
  readonly #people: People;
  readonly #clock: OutboxClock;
  readonly #transactions: Transactions;
  readonly #checkpoints: Checkpoints;

  constructor(db: SqliteConnection, lock: Lock | null, waiting: Waiting) {
    this.#db = db;
    this.#sql = statements(db);
    this.#lock = lock;
    this.#incidents = new IncidentRows(this.#sql);
    this.#items = new ItemRows(this.#sql);
    this.#eventLog = new EventLog(this.#sql, this.#incidents, this.#items);
    this.#search = new SearchIndex(this.#sql, (id) => this.#eventLog.readAll(id));
    this.#tallies = new Tallies(this.#sql, this.#eventLog);
    this.#inbox = new Inbox(this.#sql);
    this.#clock = new OutboxClock(this.#sql);
    this.#aside = new OutboxAside(this.#sql, this.#clock);
    this.#outbox = new Outbox(this.#sql, this.#clock, this.#aside);
    this.#episodes = new Episodes(this.#sql, this.#outbox);
    this.#changes = new ChangeTransaction({
      incidents: this.#incidents,
      eventLog: this.#eventLog,
      search: this.#search,
      inbox: this.#inbox,
      outbox: this.#outbox,
      episodes: this.#episodes,
    });
    this.#people = new People(this.#sql);
    this.#checkpoints = new Checkpoints(db);
    this.#transactions = new Transactions(db, waiting, () => this.#checkpoints.soon());
  }

  change = (request: ChangeRequest): Promise<Change> =>
    this.#transactions.write(
      () => this.#changes.run(request),
      patience(request),
      (change) => {
        if (change.kind === 'changed' && change.incident) this.#eventLog.keep(change.incident);
      },
    );

  received = this.#reads((...given: Parameters<Store['received']>) => this.#changes.received(...given));
  incident = this.#reads((id: IncidentId) => this.#eventLog.find(id));
  events = this.#reads((id: IncidentId) => this.#eventLog.read(id).recorded);
  event = this.#reads((id: IncidentId, seq: number) => this.#eventLog.one(id, seq));
  duplicatesOf = this.#reads((id: IncidentId) => this.#incidents.duplicatesOf(id));
  pointingTo = this.#reads((id: IncidentId) => this.#incidents.pointingTo(id));
  incidentOf = this.#reads((channel: ChannelId) => this.#incidents.incidentOf(channel));
  incidentsIn = this.#reads((channel: ChannelId) => this.#incidents.incidentsIn(channel));
  declaredFrom = this.#reads((channel: ChannelId, ts: MessageTs) =>
    this.#incidents.declaredFrom(channel, ts),
  );
  privateOnes = this.#reads(() => this.#incidents.privateOnes());
  endedSince = this.#reads((...given: Parameters<Store['endedSince']>) =>
    this.#incidents.endedSince(...given),
  );
  openItems = this.#reads((filter: Parameters<Store['openItems']>[0]) => this.#items.open(filter));
  wasReminded = this.#reads((...given: Parameters<Store['wasReminded']>) =>
    this.#items.wasReminded(...given),
  );
  keepReminded = this.#writes(
    (...given: Parameters<Store['keepReminded']>) => this.#items.keepReminded(...given),
    'endless',
  );
  oweReminder = this.#writes(({ receiver, day, incident, effect, at }: ReminderRequest) => {
    if (!this.#items.keepReminded(receiver, day)) return false;
    this.#outbox.owe(incident, null, [{ owe: effect, due: at }], at);
    return true;
  }, 'answer');
  find = this.#reads((...given: Parameters<Store['find']>) => this.#incidents.find(...given));
  unindexed = this.#reads(() => this.#search.unindexed());
  indexMore = this.#writes(() => this.#search.fill(), 'answer');
  list = this.#reads((filter: Parameters<Store['list']>[0]) => this.#incidents.list(filter));

  makeTallies = this.#writes(
    (after: IncidentId | null, limit: number) => this.#tallies.make(after, limit),
    'answer',
  );
  countable = this.#reads((...given: Parameters<Store['countable']>) => this.#tallies.countable(...given));
  tallies = this.#reads((incidents: readonly IncidentId[]) => this.#tallies.read(incidents));
  openItemTallies = this.#reads(() => this.#tallies.openItems());

  #ids = this.#reads(() => this.#incidents.ids());
  unreadable = async () => unreadableAmong(await this.#ids(), this);

  reclaimLeases = this.#writes((now: number) => {
    this.#clock.reclaimLeases(now);
    this.#aside.tryAll(now);
  }, 'answer');
  onClockSetBack = this.#writes(
    (from: number, to: number) => this.#clock.onClockSetBack(from, to),
    'endless',
  );
  claim = this.#writes((request: ClaimRequest) => this.#outbox.claim(request), 'endless');
  settle = this.#writes((settling: Settling) => this.#outbox.settle(settling), 'endless');
  nextDue = this.#reads((room: Room) => this.#outbox.nextDue(room));
  pending = this.#reads((id?: IncidentId) => pendingEffects(this.#sql, id));
  dead = this.#reads((id?: IncidentId) => deadEffects(this.#sql, id));
  revive = this.#writes((now: number, id?: IncidentId) => this.#aside.revive(now, id), 'answer');

  stats = this.#reads((now: number) => readStats(this.#db, now));
  episode = this.#reads((id: EpisodeId) => this.#episodes.find(id));
  standingEpisode = this.#reads((id: EpisodeId) => standing(id, (one) => this.#episodes.find(one)));
  changeEpisode = (request: EpisodeRequest): Promise<EpisodeChange> =>
    this.#writes(() => {
      if (request.settles) this.#outbox.settle(request.settles);
      return this.#episodes.change(request);
    }, patience(request))();
  watch = this.#writes((at: Millis, look: Parameters<Store['watch']>[1]) => {
    const [open] = this.#incidents.list({ open: true, limit: 1, drills: false });
    return this.#episodes.look(at, open?.id ?? null, look);
  }, 'answer');

  #purgeIndex = this.#writes(() => this.#search.purge(), 'endless');
  forgetWords = async (id: IncidentId, entry: number): Promise<void> => {
    await this.#writes(() => {
      const before = this.#eventLog.read(id).recorded;
      this.#eventLog.forgetWords(id, entry);
      this.#search.forget(id, before);
      this.#inbox.forgetEntry(id, entry);
    }, 'endless')();
    while (await this.#purgeIndex()) await setImmediate();
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  };

  rememberPerson = this.#writes((user: UserId, name: string) => this.#people.remember(user, name), 'answer');
  people = this.#reads((users: readonly UserId[]) => this.#people.names(users));

  knownHome = this.#reads(() => knownHome(this.#sql));
  #madeHome = this.#writes((bot: HomeWorkspace) => homeOf(this.#sql, bot), 'answer');
  // A database that is known takes no write for it: it may be unable to.
  homeOf = async (bot: HomeWorkspace) => (await this.knownHome()) ?? this.#madeHome(bot);
  forgetInbox = this.#writes((before: number) => this.#inbox.forget(before), 'answer');

  checkWritable = this.#writes(() => {
    if (this.#transactions.damage) throw this.#transactions.damage;
    this.#sql('INSERT OR REPLACE INTO inbox (id, received_at) VALUES (?, 0)').run('write check');
    this.#sql('DELETE FROM inbox WHERE id = ?').run('write check');
  }, 'answer');

  tidy = this.#reads(() => shortenLog(this.#db));

  #reads<Given extends unknown[], Result>(work: (...given: Given) => Result) {
    return (...given: Given): Promise<Result> => this.#transactions.read(() => work(...given));
  }

  #writes<Given extends unknown[], Result>(work: (...given: Given) => Result, patience: Patience) {
    return (...given: Given): Promise<Result> => this.#transactions.write(() => work(...given), patience);
  }

  async close(): Promise<void> {
    this.#transactions.close();
    this.#checkpoints.stop();
    const { isSound } = this.#transactions;
    this.#db.close();
    this.#lock?.release(isSound);
  }
}
