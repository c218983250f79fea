import { z } from 'zod';
import type { EpisodeId, IncidentId } from '../../domain/incident/ids.ts';
import type { Change, ChangeRequest } from '../change.ts';
import type { Claim, ClaimRequest, Settling } from '../claims.ts';
import type { EpisodeChange, EpisodeRequest } from '../episode-store.ts';
import type { Patience } from '../patience.ts';
import type { HomeWorkspace, ReminderRequest, Store } from '../store.ts';
import { unreadableAmong } from '../unreadable.ts';
import { RacingChanges } from './change-transaction.ts';
import { AskedTogether } from './database/asked-together.ts';
import { homeOf, knownHome } from './database/home.ts';
import type { Sql, WritingSql } from './database/sql.ts';
import type { Transactions } from './database/transactions.ts';
import type { PostgresLease } from './delivery/delivery-lease.ts';
import { changeEpisode, findEpisode, lookOn, standingEpisode } from './episodes.ts';
import { eventsOf, FoldedIncidents, oneEvent } from './event-log.ts';
import { forgetStoredWords } from './forgetting.ts';
import { forgetPayloads, forgetSaid } from './inbox.ts';
import {
  declaredFrom,
  duplicatesOf,
  endedSince,
  incidentIds,
  incidentOf,
  incidentsIn,
  listedIncidents,
  pointingTo,
  privateOnes,
} from './incident-rows.ts';
import { itemsToDo, keepReminded, wasReminded } from './item-rows.ts';
import { claim, nextDue } from './outbox/outbox.ts';
import { revive } from './outbox/outbox-aside.ts';
import { isSetBack } from './outbox/outbox-clock.ts';
import { deadEffects, pendingEffects } from './outbox/outbox-reads.ts';
import { owe } from './outbox/owing.ts';
import { type Left, nothingLeft, takeOver, takeOverLeft } from './outbox/reclaiming.ts';
import { moveWithClock } from './outbox/set-back.ts';
import { SettlingTogether } from './outbox/settling-together.ts';
import { namesOf, rememberPerson } from './people.ts';
import { findRows } from './search/finding.ts';
import { followForgetting, unindexed, WordFilling } from './search/search-index.ts';
import { readStats } from './store-stats.ts';
import { countable, keepTallies, openItemTallies, readTalliesOf } from './tallies.ts';

/** A person's command waits as long as they do; what a finished effect learned waits until it's saved. */
const patience = ({ settles }: { readonly settles?: Settling }): Patience => (settles ? 'endless' : 'answer');

const checkedRow = z.tuple([z.object({ id: z.string() })]);

type Parts = { readonly transactions: Transactions; readonly lease: PostgresLease };

/** The store in a PostgreSQL database, which other processes read and write too. */
export class PostgresStore implements Store {
  readonly lease: PostgresLease;
  readonly #transactions: Transactions;
  readonly #incidents = new FoldedIncidents();
  readonly #changes = new RacingChanges(this.#incidents);
  readonly #filling = new WordFilling();
  readonly #settling: SettlingTogether;

  constructor({ transactions, lease }: Parts) {
    this.#transactions = transactions;
    this.#settling = new SettlingTogether(transactions);
    this.lease = lease;
  }

  change = async (request: ChangeRequest): Promise<Change> => {
    const { change } = await this.#transactions.write(
      (sql) => this.#changes.run(sql, request),
      patience(request),
      ({ folded }) => folded && this.#incidents.keep(folded),
    );
    return change;
  };

  received = this.#reads((sql, ...given: Parameters<Store['received']>) =>
    this.#changes.received(sql, ...given),
  );
  #found = new AskedTogether(
    this.#reads((sql, ids: readonly IncidentId[]) => this.#incidents.findAll(sql, ids)),
  );
  incident = async (id: IncidentId) => (await this.#found.read(id)) ?? ({ kind: 'missing' } as const);
  events = this.#reads(async (sql, id: IncidentId) => (await eventsOf(sql, id)).recorded);
  event = this.#reads(oneEvent);
  duplicatesOf = this.#reads(duplicatesOf);
  pointingTo = this.#reads(pointingTo);
  incidentOf = this.#reads(incidentOf);
  incidentsIn = this.#reads(incidentsIn);
  declaredFrom = this.#reads(declaredFrom);
  list = this.#reads(listedIncidents);
  privateOnes = this.#reads(privateOnes);
  endedSince = this.#reads(endedSince);
  openItems = this.#reads(itemsToDo);
  wasReminded = this.#reads(wasReminded);
  keepReminded = this.#writes(keepReminded, 'endless');
  oweReminder = this.#writes(async (sql, { receiver, day, incident, effect, at }: ReminderRequest) => {
    if (!(await keepReminded(sql, receiver, day))) return false;
    owe(sql, incident, null, [{ owe: effect, due: at }], at);
    return true;
  }, 'answer');

  find = this.#reads(findRows);
  unindexed = this.#reads(unindexed);
  indexMore = this.#writes((sql) => this.#filling.fill(sql), 'answer');

  makeTallies = this.#writes(
    (sql, ...given: Parameters<Store['makeTallies']>) => keepTallies(sql, this.#incidents, ...given),
    'answer',
  );
  countable = this.#reads((sql, ...given: Parameters<Store['countable']>) =>
    countable(sql, this.#incidents, ...given),
  );
  tallies = this.#reads((sql, ids: readonly IncidentId[]) => readTalliesOf(sql, this.#incidents, ids));
  openItemTallies = this.#reads(openItemTallies);

  #ids = this.#reads(incidentIds);
  unreadable = async () => unreadableAmong(await this.#ids(), this);

  #left: Left = nothingLeft;
  reclaimLeases = async (now: number, term: number): Promise<void> => {
    await this.#transactions.write(
      (sql) => takeOver(sql, now, term),
      'answer',
      (left) => {
        this.#left = left;
      },
    );
  };
  onClockSetBack = async (from: number, to: number, term: number): Promise<boolean> => {
    if (!isSetBack(from, to)) return false;
    const unmoved = await this.#transactions.write(
      (sql) => moveWithClock(sql, this.#left.unmoved, { from, to, term }),
      'endless',
    );
    this.#left = { ...this.#left, unmoved };
    return true;
  };
  claim = async (request: ClaimRequest): Promise<readonly Claim[]> => {
    const { claims } = await this.#transactions.write(
      async (sql) => {
        const left = await takeOverLeft(sql, this.#left, request.now);
        const busyLanes = [...request.busyLanes, ...(left.unsuspected ?? [])];
        return { left, claims: await claim(sql, { ...request, busyLanes }, left.unmoved !== 'all') };
      },
      'endless',
      ({ left }) => {
        this.#left = left;
      },
    );
    return claims;
  };
  settle = (settling: Settling): Promise<void> => this.#settling.settle(settling);
  nextDue = this.#reads(nextDue);
  pending = this.#reads(pendingEffects);
  dead = this.#reads(deadEffects);
  revive = this.#writes(revive, 'answer');
  stats = this.#reads(readStats);

  episode = this.#reads((sql, id: EpisodeId) => findEpisode(sql, id));
  standingEpisode = this.#reads(standingEpisode);
  changeEpisode = (request: EpisodeRequest): Promise<EpisodeChange> =>
    this.#transactions.write((sql) => changeEpisode(sql, request), patience(request));
  watch = this.#writes(lookOn, 'answer');

  forgetWords = this.#writes(async (sql, id: IncidentId, entry: number) => {
    const before = (await eventsOf(sql, id)).recorded;
    await forgetStoredWords(sql, id, entry);
    await followForgetting(sql, id, before);
    await forgetSaid(sql, id, entry);
  }, 'endless');

  rememberPerson = this.#writes(rememberPerson, 'answer');
  people = this.#reads(namesOf);
  knownHome = this.#reads(knownHome);
  #madeHome = this.#writes(homeOf, 'answer');
  // A database that is known takes no write for it: it may be unable to.
  homeOf = async (bot: HomeWorkspace) => (await this.knownHome()) ?? this.#madeHome(bot);
  forgetInbox = this.#writes(forgetPayloads, 'answer');

  checkWritable = this.#writes(async (sql) => {
    // Each check has its own row, so no bot waits for one that is stuck.
    const { rows } = await sql(
      "INSERT INTO inbox (id, received_at) VALUES ('write check ' || gen_random_uuid(), 0) RETURNING id",
    );
    await sql('DELETE FROM inbox WHERE id = @id', checkedRow.parse(rows)[0]);
  }, 'answer');

  /** PostgreSQL's autovacuum does that. */
  async tidy(): Promise<void> {}

  #reads<Given extends unknown[], Result>(work: (sql: Sql, ...given: Given) => Promise<Result>) {
    return (...given: Given): Promise<Result> => this.#transactions.read((sql) => work(sql, ...given));
  }

  #writes<Given extends unknown[], Result>(
    work: (sql: WritingSql, ...given: Given) => Promise<Result>,
    waits: Patience,
  ) {
    return (...given: Given): Promise<Result> =>
      this.#transactions.write((sql) => work(sql, ...given), waits);
  }

  #closed: Promise<unknown> | null = null;
  async close(): Promise<void> {
    this.#closed ??= Promise.all([this.lease.close(), this.#transactions.close()]);
    await this.#closed;
  }
}
