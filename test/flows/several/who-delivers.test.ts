import { hostname } from 'node:os';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { databaseName } from '../../../src/store/opening/database-name.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { runProgram } from '../support/program.ts';
import { declareIn } from '../support/scene.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

/** What a bot answers on its own port. */
async function get({ port }: BotProcess, path: string): Promise<{ status: number; text: string }> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}${path}`);
  return { status: statusCode, text: await body.text() };
}

/** What the doctor says about delivery. */
async function doctor(url: string): Promise<string[]> {
  const { output } = await runProgram(place().settings(url), 'cli', 'doctor');
  return output.split('\n').filter((line) => line.includes('Delivery'));
}

const ofDatabase =
  /^incident_bot_(?:outbox_due_effects|reminders_pending|open_incidents\{severity="P1"\}) \d/gm;

describe.skipIf(lackOfPostgres !== null)('Of two bots on one PostgreSQL', { timeout: 60_000 }, () => {
  test('both are ready, and the metrics and the doctor say which one delivers', async () => {
    const url = await freshDatabase();
    const [a, b] = [await place().botOn(url), await place().botOn(url)];
    for (const bot of [a, b]) expect(await get(bot, '/readyz')).toMatchObject({ status: 200 });
    expect(a.lines.find((line) => line.includes('Ready'))).toContain(`"database":"${databaseName(url)}"`);
    const [one, other] = [(await get(a, '/metrics')).text, (await get(b, '/metrics')).text];
    expect(one).toMatch(/^incident_bot_delivering 1$/m);
    expect(one).toMatch(/^incident_bot_delivering_since_timestamp_seconds 1\.?\d+/m);
    expect(one).toMatch(/^incident_bot_takeovers_total 1$/m);
    expect(one.match(ofDatabase)).toHaveLength(3);
    expect(other).toMatch(/^incident_bot_delivering 0$/m);
    expect(other).not.toMatch(/^incident_bot_delivering_since_timestamp_seconds /m);
    expect(other).toMatch(/^incident_bot_takeovers_total 0$/m);
    expect(other.match(ofDatabase)).toBeNull();
    expect(await doctor(url)).toEqual([
      expect.stringContaining(`Delivery: by ${hostname()}, process ${a.pid}, since 20`),
    ]);
    await Promise.all([a.stop(), b.stop()]);
    expect(await doctor(url)).toEqual([expect.stringContaining('Delivery: no bot delivers right now')]);
  });

  test('one of another Slack workspace is refused before it calls anything else, and says why', async () => {
    const url = await freshDatabase();
    await withClient(url, (client) =>
      client.query("INSERT INTO workspace VALUES (1, 'T0ACME', 'https://acme.slack.com/')"),
    );
    await expect(place().botOn(url)).rejects.toThrow(
      'The database has the incidents of https://acme.slack.com/, and SLACK_BOT_TOKEN is of https://sandbox.slack.com/. Nothing was posted. Set a DATABASE_URL of its own for each Slack workspace.',
    );
    expect(place().workspace.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('one of another Slack workspace posts nothing while the database cannot say whose it is, and is refused then', async () => {
    const url = await freshDatabase();
    const bot = await withClient(url, async (client) => {
      await client.query("INSERT INTO workspace VALUES (1, 'T0ACME', 'https://acme.slack.com/')");
      await client.query('BEGIN; LOCK TABLE workspace');
      const started = place().startOn(url);
      await expect
        .poll(() => started.lines.join('\n'), { timeout: 30_000 })
        .toContain("Can't read whose database this is; retrying.");
      await client.query('ROLLBACK');
      return started;
    });
    expect(await bot.ready).toBe(false);
    expect(bot.lines.join('\n')).toContain('The database has the incidents of https://acme.slack.com/');
    expect(place().workspace.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test("each dates what happens by the database's clock, though its own is minutes ahead or behind", async () => {
    const url = await freshDatabase();
    for (const aheadMs of [7 * 60_000, -7 * 60_000]) {
      const bot = await place().botOn(url, aheadMs);
      await declareIn(place().workspace, `clock ${aheadMs}`);
      await place().workspace.idle();
      await bot.stop();
    }
    const { rows } = await withClient(url, (client) =>
      client.query('SELECT abs(extract(epoch FROM now()) * 1000 - opened_at) < 60000 AS near FROM incidents'),
    );
    expect(rows).toEqual([{ near: true }, { near: true }]);
  });
});
