import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { type BotProcess, startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { databaseIn, slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { botMessages, headline } from '../support/find-messages.ts';
import { events, rewrite } from '../support/record.ts';
import { command, declareIn } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** A place for a database, and how its disk takes nothing more, and takes everything again. */
type Disk = {
  readonly folder: string;
  refuse(bot: BotProcess): void;
  accept(bot: BotProcess): void;
};

/** A 2 MB disk in memory. Once it's full, the kernel answers ENOSPC. */
function fullDisk(): Disk | null {
  const folder = smallDisk(2_000_000);
  if (folder === null) return null;
  const filler = join(folder, 'filler');
  return {
    folder,
    refuse() {
      for (const size of [65_536, 4_096, 512, 1])
        try {
          for (;;) appendFileSync(filler, Buffer.alloc(size));
        } catch {
          // Full but for less than this size.
        }
    },
    accept: () => rmSync(filler),
  };
}

/** A limit on the size of every file that the bot's process writes: the kernel answers EFBIG. */
function limitedDisk(): Disk | null {
  if (spawnSync('prlimit', ['--version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const limit = (bot: BotProcess, soft: string) =>
    execFileSync('prlimit', ['--pid', String(bot.pid), `--fsize=${soft}:unlimited`]);
  return { folder, refuse: (bot) => limit(bot, '0'), accept: (bot) => limit(bot, 'unlimited') };
}

/** Truncates the WAL file, in which the bot could otherwise go on writing for a while. */
function giveBack(folder: string): void {
  const db = new Database(databaseIn(folder));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

async function health(bot: BotProcess): Promise<[number, string]> {
  const answer = await fetch(`http://127.0.0.1:${bot.port}/healthz`);
  return [answer.status, (await answer.text()).trim()];
}

/** The store is looked at every few seconds; it's healthy again after three looks. */
const becomes = (bot: BotProcess, ...what: [number, string]) =>
  vi.waitFor(async () => expect(await health(bot)).toEqual(what), { timeout: 24_000, interval: 200 });

describe('A full disk', () => {
  story.for([
    ['because it is full', fullDisk, 'SQLITE_FULL', 'the database disk is full'],
    ['because of a limit', limitedDisk, 'SQLITE_IOERR_WRITE', "the database disk isn't writable"],
  ] as const)(
    '%s is reported to the person, to /healthz, and in the log; everything continues without a restart once there is space',
    { timeout: 120_000 },
    async ([, make, code, what], { skip }) => {
      const disk = make();
      if (!disk) return skip('this machine does not let us');
      const workspace = await startWorkspace(app);
      const settings = slackSettings(workspace, disk.folder);
      const bot = await startProcess({
        ...settings,
        INTERCOM_API_URL: 'http://127.0.0.1:1',
        INTERCOM_STATUS_URL: 'http://127.0.0.1:1',
      });
      onTestFinished(async () => {
        await bot.kill();
        await workspace.stop();
      });
      const alice = workspace.person('alice');
      await declareIn(workspace, 'Disk');
      await workspace.until(
        () => botMessages(workspace.channel('inc-1-disk'), 'Whose problem')[0],
        'the diagnosis',
      );
      await workspace.idle();
      const channel = workspace.channel('inc-1-disk');
      const kept = { env: settings };

      giveBack(disk.folder);
      disk.refuse(bot);
      const refused = await alice.command(command, 'note Nobody may lose this', { in: channel.name });
      expect(refused.ok && refused.text).toMatch(
        new RegExp(
          `^That couldn't be done: ${what}\\. Nothing was changed\\. Tell your bot admin \\(reference \\w+\\), then try again once it's fixed\\.`,
        ),
      );
      alice.pin(alice.post(channel.name, 'A message that is pinned meanwhile'));
      await workspace.idle();
      const pin = workspace.deliveries.findLast(({ type }) => type === 'pin_added');
      expect(pin?.attempts.map(({ answer }) => answer?.kind)).not.toContain('acked');
      await becomes(bot, 503, what);
      const line = bot.lines.find((logged) => logged.includes('"ref"')) ?? '{}';
      expect(JSON.parse(line)).toMatchObject({
        code,
        what: 'command',
        trouble: what,
        todo: expect.stringMatching(/\.$/),
      });
      expect(events(kept, 'note_added')).toEqual([]);

      disk.accept(bot);
      await becomes(bot, 200, 'ok');
      const noted = await alice.command(command, 'note Nobody may lose this', { in: channel.name });
      expect(noted.ok).toBe(true);
      workspace.clock.advance(10 * 60_000);
      await workspace.until(() => pin?.attempts.at(-1)?.answer?.kind === 'acked', 'the pin, sent again');
      expect(events(kept, 'note_added')).toHaveLength(1);
      expect(events(kept, 'message_marked')).toHaveLength(1);
    },
  );

  story("doesn't repeat an effect whose outcome couldn't be saved", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    rewrite(
      set,
      "CREATE TRIGGER refuse BEFORE DELETE ON outbox WHEN old.key LIKE 'post_change:%' BEGIN SELECT RAISE(FAIL, 'no'); END",
    );
    await set.bob.click(headline(channel), 'Take command');
    await set.workspace.until(() => botMessages(channel, 'is now incident commander.')[0], 'the change');
    await set.workspace.idle();
    rewrite(set, 'DROP TRIGGER refuse');
    set.clock.advance(2 * 60_000);
    await set.settled();

    expect(botMessages(channel, 'is now incident commander.')).toHaveLength(1);
  });
});
