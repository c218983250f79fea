import { expect, onTestFinished, test, vi } from 'vitest';
import { spawnBot } from '../../../bench/chaos/bot/bot-process.ts';
import { listeningLog, parsed } from '../../app/support/listening-log.ts';
import { wayTo } from '../../store/support/cut-off.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { scrape } from '../support/metrics.ts';
import { freePort, status } from '../support/ports.ts';
import { command, setScene } from '../support/scene.ts';

/** A bot that has stopped, and the way to its database, with what it logs. */
async function stopped() {
  const url = await freshDatabase();
  const way = await wayTo(url);
  const port = await freePort();
  const { log, lines } = listeningLog();
  const set = await setScene({ log, env: { DATABASE_URL: way.url, PORT: String(port) } });
  onTestFinished(async () => {
    await set.stop();
    await way.stop();
  });
  await set.haltBot();
  lines.length = 0;
  const health = async () => [await status(port, '/healthz'), await status(port, '/readyz')];
  return { url, way, set, port, health, logged: () => parsed(lines).map((line) => Object(line).msg) };
}

const waits = 'Waiting for the database before starting.';

describeWith(lackOfPostgres, 'A bot that starts', () => {
  test('while its database is away waits for it, and says so once', async () => {
    const { way, set, health, logged } = await stopped();
    way.cut();
    const started = set.resumeBot();
    await vi.waitFor(async () => expect(await health()).toEqual([503, 503]), { timeout: 20_000 });
    for (let tries = 0; tries < 3; tries += 1) set.clock.advance(10_000);
    expect(logged()).toEqual([waits]);
    way.mend();
    const advancing = setInterval(() => set.clock.advance(10_000), 100);
    await started.finally(() => clearInterval(advancing));
    expect(await health()).toEqual([200, 200]);
    expect(logged()).toContain('The database is there now; starting.');
    const answer = await set.alice.command(command, 'list');
    expect(answer.ok && answer.text).toContain('No incidents yet.');
  });

  test('while its database is away has every metric, and reports to the alerts that it is out', async () => {
    const { way, set, port, health } = await stopped();
    way.cut();
    const started = set.resumeBot();
    await vi.waitFor(async () => expect(await health()).toEqual([503, 503]), { timeout: 20_000 });
    const waiting = await scrape({ bot: { port } });
    way.mend();
    const advancing = setInterval(() => set.clock.advance(10_000), 100);
    await started.finally(() => clearInterval(advancing));
    const running = await scrape({ bot: { port } });
    const out = ['store_writable', 'delivering', 'slack_connected'].map((name) => `incident_bot_${name}`);
    expect(out.map((name) => waiting.value(name))).toEqual([0, 0, 0]);
    expect(running.value('incident_bot_store_writable')).toBe(1);
    const described = ({ text }: typeof waiting) => text.match(/^# .*$/gm);
    expect([waiting.contentType, described(waiting)]).toEqual([running.contentType, described(running)]);
    const start = 'process_start_time_seconds';
    expect(waiting.value(start)).toBeGreaterThan(0);
    expect(waiting.value(start)).toBe(running.value(start));
  });

  test('while its database takes no writes waits until it does', async () => {
    const { url, set, health, logged } = await stopped();
    const name = new URL(url).pathname.slice(1);
    const turned = (to: 'on' | 'off') =>
      withClient(url, async (client) => {
        await client.query('SET default_transaction_read_only = off');
        await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${to}`);
      });
    await turned('on');
    const started = set.resumeBot();
    await vi.waitFor(async () => expect(await health()).toEqual([503, 503]), { timeout: 20_000 });
    expect(logged()).toEqual([waits]);
    await turned('off');
    const advancing = setInterval(() => set.clock.advance(10_000), 100);
    await started.finally(() => clearInterval(advancing));
    expect(await health()).toEqual([200, 200]);
  });

  test('on a database that nobody has made refuses at once', async () => {
    const { set } = await stopped();
    const url = `${set.env.DATABASE_URL}_missing`;
    const bot = spawnBot({ ...set.env, DATABASE_URL: url });
    expect(await bot.ready).toBe(false);
    expect(await bot.ended).toBe(1);
    expect(bot.lines.join('\n')).toContain('Create it with `createdb`, or check its name in DATABASE_URL.');
  });

  test('while its database is away stops as soon as it is asked to', async () => {
    const { way, set } = await stopped();
    way.cut();
    const bot = spawnBot(set.env);
    await vi.waitFor(() => expect(bot.lines.join('\n')).toContain(waits), { timeout: 60_000 });
    expect(await bot.stop()).toBe(0);
    expect(bot.lines.join('\n')).toContain('Stopped before the database was there.');
  });
});
