import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { spawnBot } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { listeningLog, parsed } from '../../app/support/listening-log.ts';
import { waitUntilIdle } from '../../app/support/wait-until-idle.ts';
import { headline, reminders } from '../support/find-messages.ts';
import { freePort, status } from '../support/ports.ts';
import { events } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const away = { status: 503 };

/** Lets Slack be away from its first method on; ends with the returned function. */
const slackAway = ({ workspace }: Scene, answer: FaultAnswer = away) =>
  workspace.faults.add({ method: 'auth.test', times: 99_999, answer });

const calls = ({ workspace }: Scene, name: string) =>
  workspace.calls.filter(({ method }) => method === name).length;

const listens = (port: number) =>
  vi.waitFor(async () => expect(await status(port, '/healthz')).toBe(200), { timeout: 20_000 });

/** Lets time pass while the bot starts: half a minute at a time. */
async function passes(set: Scene, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += minute / 2) {
    set.clock.advance(minute / 2);
    await set.workspace.idle();
    await waitUntilIdle();
  }
}

describe.concurrent('A bot that starts while Slack is down', () => {
  story(
    'runs its checks and keeps its deadlines, and delivers its Slack effects when Slack is back',
    async ({ scene }) => {
      const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m' } });
      const channel = await set.declare({ Commander: 'alice' });
      await set.haltBot();
      await set.intercom.set({ api: 'unavailable' });
      const mend = slackAway(set);
      const from = set.workspace.calls.length;
      const starting = set.resumeBot();
      await passes(set, 40 * minute);
      expect(events(set, 'reminded')).toHaveLength(1);
      expect(events(set, 'diagnosed').at(-1)?.body.diagnosis).toMatchObject({ owner: 'intercom' });
      expect(new Set(set.workspace.calls.slice(from).map(({ method }) => method))).toEqual(
        new Set(['auth.test']),
      );
      mend();
      await passes(set, minute);
      await starting;
      await recovered(set);

      expect(reminders(channel)).toHaveLength(1);
      expect(headline(channel).text).toContain('returns 503');
    },
  );

  story('tries Slack twice a minute, and logs that less and less often', async ({ scene }) => {
    const { log, lines } = listeningLog();
    const set = await scene({ log });
    await set.haltBot();
    const mend = slackAway(set);
    lines.length = 0;
    const from = set.workspace.calls.length;
    const starting = set.resumeBot();
    await passes(set, 60 * minute);
    const asked = set.workspace.calls.length - from;
    const warned = parsed(lines).filter((line) => Number(Object(line).level) >= 40);
    mend();
    await passes(set, minute);
    await starting;

    expect(asked).toBeGreaterThan(100);
    expect(warned.length).toBeLessThan(10);
    expect(warned[0]).toMatchObject({
      msg: "Slack isn't responding; checks continue, and the Slack outbox waits.",
    });
  });

  story('exits with the refusal if Slack comes back and refuses the token', async ({ scene }) => {
    const port = await freePort();
    const set = await scene({ env: { PORT: String(port) } });
    await set.haltBot();
    const mend = slackAway(set);
    const starting = set.resumeBot();
    const refused = starting.catch((error: unknown) => error);
    await passes(set, 2 * minute);
    mend();
    slackAway(set, { error: 'invalid_auth' });
    await passes(set, minute);

    expect(String(await refused)).toContain('invalid_auth');
    expect(await status(port, '/healthz')).toBeNull();
  });

  story.for([
    ['that answers nothing', 'hang'],
    ['that answers with errors', away],
  ] as const)('can be stopped right away, with a Slack %s', async ([, answer], { scene }) => {
    const port = await freePort();
    const set = await scene({ env: { PORT: String(port) } });
    await set.haltBot();
    slackAway(set, answer);
    const starting = set.resumeBot();
    await listens(port);
    const began = performance.now();
    await set.bot.stop();

    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await set.bot.ready).toBe(false);
    await starting;
    expect(set.running).toBe(false);
  });

  story('attempts nothing in Slack, so a refused token makes nothing fail permanently', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, workspace } = set;
    await opens(alice, () => alice.command('/intercom-incident', 'open P1 Inbox is empty'));
    workspace.faults.add({ method: 'conversations.create', times: 99, answer: away });
    await alice.submit();
    await workspace.idle();
    await set.haltBot();
    const mend = slackAway(set, { error: 'account_inactive' });
    await expect(set.resumeBot()).rejects.toThrow('account_inactive');
    mend();
    await set.resumeBot();

    expect(events(set, 'setback')).toEqual([]);
  });
});

describe.concurrent('A payload that arrives over HTTP before Slack has said who the bot is', () => {
  story('waits for that, and is processed if it comes soon', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.haltBot();
    set.workspace.faults.add({ method: 'auth.test', answer: { delayMs: 60_000 } });
    const starting = set.resumeBot();
    const asked = () =>
      set.workspace.calls.some(({ method, status: code }) => method === 'auth.test' && code === null);
    await set.workspace.until(asked, 'auth.test');
    const noted = set.alice.command('/intercom-incident', 'note Still here', { in: channel.name });
    set.clock.advance(minute);
    await starting;

    expect(await noted).toMatchObject({ ok: true, text: 'INC-1: note added to the timeline.' });
  });

  story(
    "is refused in time if it doesn't come, and takes effect once when the person does it again",
    async ({ scene }) => {
      const set = await scene({ transport: 'http' });
      const channel = await set.declare();
      await set.haltBot();
      const mend = slackAway(set);
      const tried = calls(set, 'auth.test');
      const starting = set.resumeBot();
      await set.workspace.until(() => calls(set, 'auth.test') > tried, 'auth.test');
      const began = performance.now();
      const note = () => set.alice.command('/intercom-incident', 'note Written twice', { in: channel.name });
      const refused = await note();
      const took = performance.now() - began;
      mend();
      await passes(set, minute);
      await starting;
      await note();
      await set.settled();

      expect(refused).toMatchObject({ ok: false, error: 'dispatch_failed' });
      expect(took).toBeLessThan(3_000);
      expect(took).toBeGreaterThan(1_500);
      expect(events(set, 'note_added').map(({ body }) => body.text)).toEqual(['Written twice']);
    },
  );
});

describe('The process of a bot', { timeout: 60_000 }, () => {
  test.for([
    ['hangs', 'hang'],
    ['answers with errors', away],
  ] as const)(
    'that starts while Slack %s is healthy, not ready, and exits with 0 on SIGTERM',
    async ([, answer]) => {
      const folder = mkdtempSync(join(tmpdir(), 'starting-'));
      const workspace = await startWorkspace({ ...app, rateLimits: false });
      const intercom = await startIntercom();
      const port = await freePort();
      workspace.faults.add({ method: 'auth.test', times: 99, answer });
      const { apiUrl, statusUrl } = intercom;
      const where = { INTERCOM_API_URL: apiUrl, INTERCOM_STATUS_URL: statusUrl, WATCH_EVERY: '1m' };
      const bot = spawnBot({ ...slackSettings(workspace, folder), ...where, PORT: String(port) });
      onTestFinished(async () => {
        await bot.kill();
        await Promise.all([workspace.stop(), intercom.stop()]);
        rmSync(folder, { recursive: true, force: true });
      });
      await listens(port);
      await workspace.until(() => intercom.requests.length > 0, 'the checks');

      expect([await status(port, '/healthz'), await status(port, '/readyz')]).toEqual([200, 503]);
      const began = performance.now();
      expect(await bot.stop()).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );
});
