import { expect, test } from 'vitest';
import { isHome } from '../../../src/bot/home-workspace.ts';
import { millisSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { DatabaseAway } from '../../../src/store/error-advice.ts';
import { HandClock } from '../../app/support/hand-clock.ts';
import { listeningLog, parsed } from '../../app/support/listening-log.ts';
import { waitUntilIdle } from '../../app/support/wait-until-idle.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { openDatabase } from '../../store/support/postgres-engine.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { describeWith } from '../../support/describe-with.ts';

const identity = {
  ...{ teamId: 'T0ACME', workspaceUrl: 'https://acme.slack.com/', enterpriseId: null },
  ...{ userId: userIdSchema.parse('U0BOT'), botId: 'B0BOT', scopes: [] },
};

/** Asks a database that doesn't answer until it's `back`. */
function asking() {
  const [store, clock, stopping] = [quickStore(), new HandClock(minute(0)), new AbortController()];
  const { log, lines } = listeningLog();
  const state = { away: true, offers: 0 };
  const homeOf: typeof store.homeOf = async (bot) => {
    if (state.away) throw new DatabaseAway(new Error('gone'));
    return store.homeOf(bot);
  };
  const lost = () => {
    state.offers += 1;
  };
  const answer = isHome({ homeOf }, identity, { clock, log, signal: stopping.signal, lost });
  /** Lets the next wait pass, and says how long it was, ms. */
  const waitOnce = async () => {
    await waitUntilIdle();
    const [at = expect.fail('it waits for nothing')] = clock.scheduled;
    const ms = at - clock.now();
    clock.moveTo(millisSchema.parse(at));
    await waitUntilIdle();
    return ms;
  };
  return { answer, state, stopping, waitOnce, logged: () => parsed(lines) };
}

test('a bot whose database cannot say whose it is offers delivery with each attempt, and asks and logs less and less often', async () => {
  const { answer, state, waitOnce, logged } = asking();
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) waits.push(await waitOnce());
  expect(state.offers).toBe(9);
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000));
  expect(logged().map((line) => Object(line).attempt)).toEqual([1, 2, 4, 8]);
  state.away = false;
  await waitOnce();
  expect(await answer).toBe(true);
});

test('a bot that stops no longer asks whose the database is', async () => {
  const { answer, stopping } = asking();
  stopping.abort();
  expect(await answer).toBe(false);
});

describeWith(lackOfPostgres, 'A database on PostgreSQL', () => {
  test('says whose it is while it takes no writes', async () => {
    const url = await freshDatabase();
    const home = { team: 'T0ACME', url: 'https://acme.slack.com/' };
    const first = openDatabase(url);
    await first.homeOf(home);
    await first.close();
    const name = new URL(url).pathname.slice(1);
    await withClient(url, (client) =>
      client.query(`ALTER DATABASE ${name} SET default_transaction_read_only TO on`),
    );
    const store = openDatabase(url, 2_000);
    await expect(store.rememberPerson(identity.userId, 'Bot')).rejects.toMatchObject({ code: '25006' });
    expect(await store.homeOf({ ...home, team: 'T0OTHER' })).toEqual(home);
  });
});
